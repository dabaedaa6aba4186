// How many statements things take: the same for one fact as for two hundred, for one customer as for twenty.
import { statementsDuring, type TestService, viewerOf } from '@rapport/testkit';
import { outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const OWN = new RegExp(
  `transaction day_bucket signal_ sensing archetype_ held_account identifier app_event ingested _correction merchant_
   customer_zone stated_trait loop_ timeline_ lives_of_`.replaceAll(/\s+/g, '|'),
);
/** Connections opened, partitions made ahead, what is looked for at intervals, and what profile announces. */
const ASIDE = [
  /^SET|^CREATE|_default|is_open AND|^DELETE FROM ingested/,
  /^(DELETE FROM|INSERT INTO) (held_account|identifier|customer_zone)/,
];

/** The statements on behavior's own tables that some work sets off; the outbox's relay and its polling aside. */
const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const texts = (await statementsDuring(work)).map(({ text }) => text);
  return texts
    .filter((text) => OWN.test(text) && !ASIDE.some((aside) => aside.test(text)))
    .map((text) => text.slice(0, 200));
};

test('a batch of two hundred facts of one customer takes as many statements as a batch of one', async () => {
  const [one, many] = [await givenCustomer(), await givenCustomer()];
  const single = await statementsOf(async () => {
    await send('/v1/batch', { batch: [posted(one, 'tx-0', '-1.00', 1)] });
    await sensed(one.id, 1);
  });
  const batch = [...Array(200).keys()].map((n) => posted(many, `tx-${n}`, '-1.00', n));
  const whole = await statementsOf(async () => {
    await send('/v1/batch', { batch });
    await sensed(many.id, 1);
  });
  expect(single.length).toBeGreaterThan(5);
  expect(whole).toEqual(single);
});

test('twenty customers are read with as many statements as one', async () => {
  const customers = await Promise.all([...Array(20).keys()].map(() => givenCustomer()));
  await send('/v1/batch', { batch: customers.map((customer) => posted(customer, 'tx', '-1.00', 1)) });
  for (const { id } of customers) await sensed(id, 1);
  const ask = (ids: readonly string[]) =>
    behavior.graph(
      viewerOf('AGENT'),
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
         features { name } signals { level } transactions { edges { node { id } } } timeline { edges { cursor } }
       } } }`,
      { of: ids.map((id) => ({ __typename: 'Customer', id })) },
    );
  const ids = customers.map(({ id }) => id);
  const single = await statementsOf(() => ask(ids.slice(0, 1)));
  const whole = await statementsOf(async () => {
    const { data, errors } = await ask(ids);
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toHaveLength(20);
  });
  expect(single.length).toBeGreaterThan(3);
  expect(whole.toSorted()).toEqual(single.toSorted());
});

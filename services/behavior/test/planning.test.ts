// Goals, budgets and what could be saved, from the front door to the graph.
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { fresh, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

type Goal = { id: string; status: string; name: string; saved: { amount: string }; progress: number; reason: string };

const planOf = async (id: string, viewer = viewerOf('CUSTOMER', id)) => {
  const { data } = await behavior.graph(
    viewer,
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) { ... on Customer {
       goals { id status name saved { amount } progress pace target { amount currency } reason }
       budgets { category limit { amount currency } isStated status }
       savingsFound { kind payee yearlySaving { amount } } } } }`,
    { id },
  );
  return (data?.['_entities'] as ({ goals: Goal[]; budgets: object[]; savingsFound: object[] } | null)[])[0]!;
};

const change = async (mutation: string, id: string, viewer = viewerOf('CUSTOMER', id)) => {
  const { data, errors } = await behavior.graph(viewer, `mutation { ${mutation} }`);
  const [payload] = Object.values(data ?? {}) as { goalId?: string; userErrors: { code: string; field: string }[] }[];
  return { payload, errors };
};

const HOME = 'kind: HOME, name: "A flat", target: "10000", currency: "EUR", targetOn: "2028-01-01"';
const setGoal = (id: string, rest: string, viewer = viewerOf('CUSTOMER', id)) =>
  change(`behaviorSetGoal(input: {customerId: "${id}", ${rest}}) { goalId userErrors { code field } }`, id, viewer);
const closeGoal = (id: string, goalId: string) =>
  change(
    `behaviorCloseGoal(input: {customerId: "${id}", goalId: "${goalId}"}) { goalId userErrors { code field } }`,
    id,
  );

/** A customer whom behavior knows by profile's word. */
const given = async () => {
  const customer = await givenCustomer();
  await eventually(async () => {
    const { payload } = await setGoal(customer.id, 'kind: OTHER, name: "x", target: "1", currency: "EUR"');
    expect(payload?.userErrors).toEqual([]);
    await closeGoal(customer.id, payload!.goalId!);
  });
  return customer;
};

test('a goal with an account follows its balance, is changed, and closed', async () => {
  const customer = await given();
  await send('/v1/batch', { batch: [posted(customer, 'in', '2500.00', 40, { balanceAfter: '2500.00' })] });
  await sensed(customer.id, 1);
  const { payload } = await setGoal(customer.id, `${HOME}, accountId: "${customer.accountId}"`);
  expect(payload?.userErrors).toEqual([]);
  const active = async () => (await planOf(customer.id)).goals.filter(({ status }) => status === 'ACTIVE');
  expect(await active()).toEqual([
    expect.objectContaining({ id: payload!.goalId, name: 'A flat', saved: { amount: '2500' }, progress: 0.25 }),
  ]);
  await setGoal(customer.id, `${HOME.replace('10000', '5000')}, goalId: "${payload!.goalId}", saved: "4000"`);
  expect(await active()).toEqual([expect.objectContaining({ saved: { amount: '4000' }, progress: 0.8 })]);
  expect((await closeGoal(customer.id, payload!.goalId!)).payload?.userErrors).toEqual([]);
  expect(await active()).toEqual([]);
  expect((await closeGoal(customer.id, payload!.goalId!)).payload?.userErrors[0]?.code).toBe('NOT_FOUND');
});

test('a cushion is proposed in numbers of their own, and once turned down it rests', async () => {
  const customer = await given();
  const rents = [80, 50, 20].map((daysAgo) => posted(customer, `rent-${daysAgo}`, '-900.00', daysAgo));
  await send('/v1/batch', { batch: rents });
  await sensed(customer.id, 1);
  const [proposal] = (await planOf(customer.id)).goals;
  expect(proposal).toMatchObject({ status: 'PROPOSED', id: 'proposal:EMERGENCY_FUND', pace: 'UNKNOWN' });
  expect(proposal!.reason).toContain('a month');
  expect((await closeGoal(customer.id, 'proposal:EMERGENCY_FUND')).payload?.userErrors).toEqual([]);
  expect((await planOf(customer.id)).goals).toEqual([]);
});

test('a goal that cannot be is refused with where; nobody plans for somebody else', async () => {
  const customer = await given();
  const codeOf = async (rest: string) => (await setGoal(customer.id, rest)).payload?.userErrors;
  expect(await codeOf(`${HOME}, accountId: "not-theirs"`)).toEqual([
    { code: 'INVALID_INPUT', field: 'input.accountId' },
  ]);
  expect(await codeOf(HOME.replace('2028', '2020'))).toEqual([{ code: 'INVALID_INPUT', field: 'input.targetOn' }]);
  expect(await codeOf(HOME.replace('10000', '-5'))).toEqual([{ code: 'INVALID_INPUT', field: 'input.target' }]);
  const other = await setGoal(customer.id, HOME, viewerOf('CUSTOMER', fresh()));
  expect(other.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  const nobody = fresh();
  expect((await setGoal(nobody, HOME)).payload?.userErrors[0]?.code).toBe('NOT_FOUND');
  expect((await planOf(customer.id)).goals.filter(({ status }) => status === 'ACTIVE')).toEqual([]);
});

test("the customer's own limit is their budget until they take it back", async () => {
  const customer = await given();
  await send('/v1/batch', { batch: [posted(customer, 'tx', '-5.00', 1)] });
  await sensed(customer.id, 1);
  const setBudget = (rest: string) =>
    change(
      `behaviorSetBudget(input: {customerId: "${customer.id}", category: TRAVEL, currency: "EUR"${rest}}) {
         userErrors { code field } }`,
      customer.id,
    );
  expect((await setBudget(', limit: "200"')).payload?.userErrors).toEqual([]);
  expect((await planOf(customer.id)).budgets).toEqual([
    { category: 'TRAVEL', limit: { amount: '200', currency: 'EUR' }, isStated: true, status: 'ON_TRACK' },
  ]);
  expect((await setBudget(', limit: "0"')).payload?.userErrors).toEqual([
    { code: 'INVALID_INPUT', field: 'input.limit' },
  ]);
  await setBudget('');
  expect((await planOf(customer.id)).budgets).toEqual([]);
});

test('a dearer subscription is told with what it costs more in a year, and not to marketing', async () => {
  const customer = await given();
  const flix = [165, 134, 104, 73, 42, 12].map((daysAgo, index) =>
    posted(customer, `flix-${index}`, index > 3 ? '-12.99' : '-9.99', daysAgo),
  );
  await send('/v1/batch', { batch: flix });
  await sensed(customer.id, 1);
  expect((await planOf(customer.id)).savingsFound).toEqual([
    { kind: 'PRICE_RISE', payee: 'BOOKING FLIX', yearlySaving: { amount: '36' } },
  ]);
  const nothing = { goals: null, budgets: null, savingsFound: null };
  expect(await planOf(customer.id, viewerOf('MARKETER'))).toEqual(nothing);
});

// The cash-flow forecast from the front door to the graph.
import { type TestService, viewerOf } from '@rapport/testkit';
import { outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const cashFlow = async (id: string, args = '') => {
  const { data, errors } = await behavior.graph(
    viewerOf('CUSTOMER', id),
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) { ... on Customer {
       recurring { id } cashFlow${args} { accountId currency asOf expected { amount currency }
         days { date expected low95 high95 } belowFloor { floor { amount } probability likelyOn }
         drivers { seriesId date amount { amount } } confidence methodVersion } } } }`,
    { id },
  );
  const entity = (data?.['_entities'] as Record<string, never>[] | undefined)?.[0];
  return { entity: entity as unknown as Record<string, never> & { cashFlow: Record<string, unknown> | null }, errors };
};

test('a customer sees how the balance will go on, and what if', async () => {
  const customer = await givenCustomer();
  const rent = [102, 72, 41, 10].map((daysAgo, n) =>
    posted(customer, `rent-${n}`, '-500.00', daysAgo, { balanceAfter: String(900 - n * 100) }),
  );
  await send('/v1/batch', { batch: rent });
  await sensed(customer.id, 1);
  const { entity, errors } = await cashFlow(customer.id);
  expect(errors).toEqual([]);
  const said = entity.cashFlow!;
  expect(said).toMatchObject({ accountId: customer.accountId, currency: 'EUR', asOf: '2026-03-02' });
  expect(said['days']).toHaveLength(30);
  const driver = { date: '2026-03-20', amount: { amount: '-500.00' } };
  expect(said['drivers']).toEqual([expect.objectContaining(driver)]);
  const ifPaid = `(days: 30, whatIf: { extraPayments: [{ amount: "-5000", date: "2026-03-05" }] })`;
  const poorer = (await cashFlow(customer.id, ifPaid)).entity.cashFlow!;
  expect(poorer['belowFloor']).toMatchObject({ floor: { amount: '0' }, likelyOn: '2026-03-05' });
});

test('days beyond ninety are refused, and strangers have no forecast', async () => {
  const customer = await givenCustomer();
  expect((await cashFlow(customer.id)).entity.cashFlow).toBeNull();
  expect((await cashFlow(customer.id, '(days: 91)')).errors).toHaveLength(1);
});

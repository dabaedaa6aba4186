// The trajectory of spending from the front door to the graph.
import { type TestService, viewerOf } from '@rapport/testkit';
import { DAY_MS, fresh, NOON, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const spendingForecast = async (ids: readonly string[], args = '', viewer = viewerOf('AGENT')) => {
  const { data, errors } = await behavior.graph(
    viewer,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { spendingForecast${args} {
       category method monthsSeen
       months { month expected { amount currency } low { amount } high { amount } } } } } }`,
    { of: ids.map((id) => ({ __typename: 'Customer', id })) },
  );
  type Forecast = { category: string; months: { month: string; expected: { amount: string } }[] };
  return { people: data?.['_entities'] as { spendingForecast: Forecast[] | null }[], errors };
};

const daysAgo = (date: string): number => Math.round((NOON - Date.parse(`${date}T11:00:00Z`)) / DAY_MS);
const MONTHS = ['2025-11', '2025-12', '2026-01', '2026-02'];

/** Groceries on two days of each month, and rent from its second on. */
const givenSpender = async () => {
  const customer = await givenCustomer();
  const booked = MONTHS.flatMap((month) => [
    posted(customer, `food-${month}`, '-80.00', daysAgo(`${month}-01`), { mcc: '5411' }),
    posted(customer, `more-${month}`, '-40.00', daysAgo(`${month}-17`), { mcc: '5411' }),
  ]);
  const rent = MONTHS.map((month) =>
    posted(customer, `rent-${month}`, '-900.00', daysAgo(`${month}-05`), { mcc: '6513' }),
  );
  await send('/v1/batch', { batch: [...booked, ...rent] });
  await sensed(customer.id, 1);
  return customer;
};

test('a customer sees what the months to come will cost by category, in the currency of the account', async () => {
  const { id } = await givenSpender();
  const { people, errors } = await spendingForecast([id], '(months: 2)', viewerOf('CUSTOMER', id));
  expect(errors).toEqual([]);
  const month = (name: string, amount: string) => ({
    month: name,
    expected: { amount, currency: 'EUR' },
    low: { amount },
    high: { amount },
  });
  const known = { method: 'MEAN_OF_MONTHS', monthsSeen: 4 };
  expect(people[0]!.spendingForecast).toEqual([
    { category: 'RENT_AND_UTILITIES', ...known, months: [month('2026-04', '900.00'), month('2026-05', '900.00')] },
    { category: 'FOOD_AND_DRINK', ...known, months: [month('2026-04', '120.00'), month('2026-05', '120.00')] },
  ]);
});

test('a payment that began lately is planned whole, whatever the mean of months without it', async () => {
  const customer = await givenCustomer();
  const food = MONTHS.flatMap((month) => [
    posted(customer, `food-${month}`, '-80.00', daysAgo(`${month}-01`), { mcc: '5411' }),
  ]);
  const gym = ['2025-12', '2026-01', '2026-02'].map((month) => ({
    ...posted(customer, `gym-${month}`, '-30.00', daysAgo(`${month}-10`), { mcc: '7997' }),
  }));
  await send('/v1/batch', { batch: [...food, ...gym] });
  await sensed(customer.id, 1);
  const { people } = await spendingForecast([customer.id]);
  const care = people[0]!.spendingForecast!.find(({ category }) => category === 'PERSONAL_CARE')!;
  expect(care.months).toEqual([
    expect.objectContaining({ month: '2026-04', expected: { amount: '30.00', currency: 'EUR' } }),
  ]);
});

test('more months than three are refused with the limit; strangers have none, and others see nothing', async () => {
  const { id } = await givenSpender();
  const { people, errors } = await spendingForecast([id], '(months: 4)');
  expect(people[0]!.spendingForecast).toBeNull();
  expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'INVALID_INPUT' }) })]);
  const stranger = fresh();
  expect((await spendingForecast([stranger])).people).toEqual([{ spendingForecast: [] }]);
  const other = await spendingForecast([id], '', viewerOf('CUSTOMER', fresh()));
  expect(other.people).toEqual([null]);
});

// Recurring series from the front door to the graph: transactions in, series out, corrections and orders included.
import { type TestService, viewerOf } from '@rapport/testkit';
import { outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const FIELDS = `recurring { direction description frequency status firstDate lastDate predictedNextDate isActive
  averageAmount { amount currency } lastAmount { amount } transactionCount transactionIds
  findings { kind yearlyCost { amount } } }`;

const recurring = async (id: string, viewer = viewerOf('AGENT')) => {
  const { data } = await behavior.graph(
    viewer,
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) {
       ... on Customer { ${FIELDS} } } }`,
    { id },
  );
  return (data?.['_entities'] as ({ recurring: Record<string, unknown>[] } | null)[])[0]?.recurring;
};

/** Four payments, thirty and thirty-one days apart, the last on 20 February. */
const DAYS_AGO = [102, 72, 41, 10];
const story = (customer: Awaited<ReturnType<typeof givenCustomer>>, amount = '-9.99') =>
  DAYS_AGO.map((daysAgo, n) => posted(customer, `flix-${n}`, amount, daysAgo));
const SERIES = {
  direction: 'OUT',
  description: 'BOOKING FLIX',
  frequency: 'MONTHLY',
  status: 'MATURE',
  firstDate: '2025-11-20',
  lastDate: '2026-02-20',
  predictedNextDate: '2026-03-20',
  isActive: true,
  averageAmount: { amount: '-9.99', currency: 'EUR' },
  lastAmount: { amount: '-9.99' },
  transactionCount: 4,
  transactionIds: ['flix-3', 'flix-2', 'flix-1', 'flix-0'],
  findings: [],
};

test('four payments of one payee are a series, told to the customer and not to marketing', async () => {
  const customer = await givenCustomer();
  await send('/v1/batch', { batch: story(customer) });
  await sensed(customer.id, 1);
  expect(await recurring(customer.id)).toEqual([SERIES]);
  expect(await recurring(customer.id, viewerOf('CUSTOMER', customer.id))).toEqual([SERIES]);
  expect((await recurring(customer.id, viewerOf('MARKETER'))) ?? null).toBeNull();
});

test('one by one and backwards comes to the same series', async () => {
  const customer = await givenCustomer();
  for (const [index, call] of story(customer).toReversed().entries()) {
    await send('/v1/batch', { batch: [call] });
    await sensed(customer.id, index + 1);
  }
  expect(await recurring(customer.id)).toEqual([SERIES]);
});

test('a corrected date moves the series, and a corrected payee takes its payment out', async () => {
  const customer = await givenCustomer();
  await send('/v1/batch', { batch: story(customer) });
  await sensed(customer.id, 1);
  const later = { timestamp: '2026-03-02T11:30:00Z' };
  await send('/v1/batch', { batch: [posted(customer, 'flix-3', '-9.99', 9, later)] });
  await sensed(customer.id, 2);
  expect(await recurring(customer.id)).toEqual([expect.objectContaining({ lastDate: '2026-02-21' })]);
  const elsewhere = posted(customer, 'flix-3', '-9.99', 9, { timestamp: '2026-03-02T11:40:00Z' });
  elsewhere.properties.narration = 'ANOTHER SHOP';
  await send('/v1/batch', { batch: [elsewhere] });
  await sensed(customer.id, 3);
  expect(await recurring(customer.id)).toEqual([
    expect.objectContaining({ transactionIds: ['flix-2', 'flix-1', 'flix-0'], status: 'TOMBSTONED' }),
  ]);
});

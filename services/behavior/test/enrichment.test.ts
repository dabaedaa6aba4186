// What bookings turn out to be, through the doors and the graph: categories, transfers, refunds, corrections.
import { auditRecorded, type Viewer } from '@rapport/contracts';
import { type TestService, viewerOf } from '@rapport/testkit';
import { outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

type Person = { id: string; userId: string; accountId: string };
type Told = {
  transactionId: string;
  merchantName: string | null;
  city: string | null;
  category: { detailed: string; primary: string; evidence: string } | null;
  counterpart: { transactionId: string } | null;
};

let told = 0;
/** A booking with its own text; the later told one is the later word. */
const booked = (
  customer: Person,
  transactionId: string,
  amount: string,
  daysAgo: number,
  narration: string,
  more: { mcc?: string; accountId?: string } = {},
) => {
  told += 1;
  const timestamp = new Date(Date.UTC(2026, 2, 2, 10, 0, told)).toISOString();
  const call = posted(customer, transactionId, amount, daysAgo, { timestamp });
  return { ...call, properties: { ...call.properties, narration, ...more } };
};

const counts = new Map<string, number>();
/** Sends calls of one customer and waits until they are sensed. */
const taken = async (customer: Person, ...batch: unknown[]) => {
  expect(await send('/v1/batch', { batch })).toMatchObject({ status: 200, body: { rejected: [] } });
  counts.set(customer.id, (counts.get(customer.id) ?? 0) + 1);
  await sensed(customer.id, counts.get(customer.id)!);
};

const FIELDS = `transactionId merchantName city category { primary detailed evidence } counterpart { transactionId }`;

const transactionsOf = async (customer: Person, filter = ''): Promise<Told[]> => {
  const { data, errors } = await behavior.graph(
    viewerOf('CUSTOMER', customer.id),
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) { ... on Customer {
       transactions(first: 50, filter: {${filter}}) { edges { node { ${FIELDS} } } } } } }`,
    { id: customer.id },
  );
  expect(errors).toEqual([]);
  const [found] = data?.['_entities'] as [{ transactions: { edges: { node: Told }[] } }];
  return found.transactions.edges.map(({ node }) => node);
};
const transactionOf = async (customer: Person, id: string): Promise<Told> =>
  (await transactionsOf(customer)).find(({ transactionId }) => transactionId === id)!;

const correct = async (viewer: Viewer, input: Record<string, unknown>) => {
  const { data, errors } = await behavior.graph(
    viewer,
    `mutation ($input: CorrectCategoryInput!) { behaviorCorrectCategory(input: $input) {
       transaction { ${FIELDS} bookedAt } userErrors { code field } } }`,
    { input },
  );
  return { payload: data?.['behaviorCorrectCategory'] as Record<string, unknown> | null, errors };
};

test('a booking’s merchant, city and category are read off it, and found by them', async () => {
  const customer = await givenCustomer();
  await taken(
    customer,
    booked(customer, 'coffee', '-4.50', 1, 'SQ *BLUE BOTTLE COFFEE OAKLAND CA'),
    booked(customer, 'dinner', '-40.00', 1, 'LA GROTTA 0412', { mcc: '5812' }),
    booked(customer, 'salary', '2500.00', 2, 'GEHALT 02/2026 ACME AG'),
  );
  expect(await transactionOf(customer, 'coffee')).toEqual({
    transactionId: 'coffee',
    merchantName: 'Blue Bottle',
    city: 'Oakland',
    category: { primary: 'FOOD_AND_DRINK', detailed: 'FOOD_AND_DRINK_COFFEE', evidence: 'MERCHANT' },
    counterpart: null,
  });
  expect((await transactionOf(customer, 'dinner')).category).toMatchObject({ evidence: 'MCC' });
  const ids = async (filter: string) =>
    (await transactionsOf(customer, filter)).map(({ transactionId }) => transactionId);
  expect(await ids('category: "FOOD_AND_DRINK"')).toEqual(['dinner', 'coffee']);
  expect(await ids('category: "INCOME_WAGES"')).toEqual(['salary']);
  expect(await ids('merchantName: "blue bottle"')).toEqual(['coffee']);
});

test('both sides of an own transfer are told, whichever comes first, until one of them is corrected', async () => {
  const customer = await givenCustomer();
  const savings = { accountId: 'savings-1' };
  await taken(customer, booked(customer, 'out', '-500.00', 3, 'To my other account'));
  expect((await transactionOf(customer, 'out')).counterpart).toBeNull();
  await taken(customer, booked(customer, 'in', '500.00', 2, 'From my account', savings));
  expect(await transactionOf(customer, 'out')).toMatchObject({
    category: { detailed: 'TRANSFER_OUT_ACCOUNT_TRANSFER', evidence: 'TRANSFER' },
    counterpart: { transactionId: 'in' },
  });
  expect(await transactionOf(customer, 'in')).toMatchObject({
    category: { detailed: 'TRANSFER_IN_ACCOUNT_TRANSFER' },
    counterpart: { transactionId: 'out' },
  });
  await taken(customer, booked(customer, 'in', '499.00', 2, 'From my account', savings));
  expect((await transactionOf(customer, 'out')).counterpart).toBeNull();
  expect((await transactionOf(customer, 'in')).counterpart).toBeNull();
  await taken(customer, booked(customer, 'in', '500.00', 20, 'From my account', savings));
  expect((await transactionOf(customer, 'out')).counterpart).toBeNull();
  await taken(customer, booked(customer, 'in', '500.00', 1, 'From my account', savings));
  expect((await transactionOf(customer, 'out')).counterpart).toEqual({ transactionId: 'in' });
});

test('a refund has its purchase’s category, also when the purchase comes later or is corrected', async () => {
  const customer = await givenCustomer();
  await taken(customer, booked(customer, 'refund', '30.00', 5, 'LA GROTTA'));
  await taken(customer, booked(customer, 'purchase', '-80.00', 20, 'LA GROTTA 0412', { mcc: '5812' }));
  expect(await transactionOf(customer, 'refund')).toMatchObject({
    category: { detailed: 'FOOD_AND_DRINK_RESTAURANT', evidence: 'REFUND' },
    counterpart: { transactionId: 'purchase' },
  });
  const { payload } = await correct(viewerOf('CUSTOMER', customer.id), {
    customerId: customer.id,
    accountId: customer.accountId,
    transactionId: 'purchase',
    category: 'ENTERTAINMENT_OTHER_ENTERTAINMENT',
  });
  expect(payload).toMatchObject({ userErrors: [], transaction: { category: { evidence: 'CUSTOMER' } } });
  expect((await transactionOf(customer, 'refund')).category?.detailed).toBe('ENTERTAINMENT_OTHER_ENTERTAINMENT');
});

test('a customer’s word on a merchant holds for the next booking, and for nobody else', async () => {
  const [one, other] = [await givenCustomer(), await givenCustomer()];
  await taken(one, booked(one, 'first', '-9.99', 2, 'NETFLIX.COM'));
  const input = {
    customerId: one.id,
    accountId: one.accountId,
    transactionId: 'first',
    category: 'GENERAL_SERVICES_EDUCATION',
    alsoMerchant: true,
    idempotencyKey: 'once',
  };
  const agent = viewerOf('AGENT');
  const answer = await correct(agent, input);
  expect(answer.payload).toMatchObject({ userErrors: [], transaction: { transactionId: 'first' } });
  expect(await correct(agent, input)).toEqual(answer);
  await taken(other, booked(other, 'theirs', '-9.99', 1, 'NETFLIX.COM'));
  counts.set(one.id, 2);
  await taken(one, booked(one, 'second', '-9.99', 1, 'NETFLIX.COM 866-712-7753'));
  expect((await transactionOf(one, 'second')).category).toMatchObject({ detailed: 'GENERAL_SERVICES_EDUCATION' });
  expect((await transactionOf(other, 'theirs')).category).toMatchObject({ evidence: 'MERCHANT' });
  const audited = await behavior.published(auditRecorded.behavior, one.id);
  expect(audited.map(({ data }) => data.action)).toContain('Mutation.behaviorCorrectCategory');
});

test('an operator’s word on a merchant holds for everybody’s next booking', async () => {
  const customer = await givenCustomer();
  const { data, errors } = await behavior.graph(
    viewerOf('OPERATOR'),
    `mutation { behaviorCorrectMerchant(input: {merchantName: "SQ *Kiezladen 12 Berlin", reason: "seen on site",
       category: "GENERAL_MERCHANDISE_PET_SUPPLIES"}) { merchantName category userErrors { code } } }`,
  );
  expect({ data, errors }).toEqual({
    data: {
      behaviorCorrectMerchant: {
        merchantName: 'KIEZLADEN',
        category: 'GENERAL_MERCHANDISE_PET_SUPPLIES',
        userErrors: [],
      },
    },
    errors: [],
  });
  await taken(customer, booked(customer, 'treats', '-7.00', 1, 'KIEZLADEN BERLIN', { mcc: '5499' }));
  expect((await transactionOf(customer, 'treats')).category).toMatchObject({
    detailed: 'GENERAL_MERCHANDISE_PET_SUPPLIES',
    evidence: 'OPERATOR',
  });
});

test('nobody corrects another’s booking, nor with a category that cannot be', async () => {
  const [one, other] = [await givenCustomer(), await givenCustomer()];
  await taken(one, booked(one, 'mine', '-5.00', 1, 'KIOSK'));
  const input = { accountId: one.accountId, transactionId: 'mine', category: 'FOOD_AND_DRINK_COFFEE' };
  const refused = async (viewer: Viewer, change: Record<string, unknown>) =>
    (await correct(viewer, { ...input, customerId: one.id, ...change })).payload?.['userErrors'];
  expect(await refused(viewerOf('CUSTOMER', other.id), { customerId: other.id })).toMatchObject([
    { code: 'NOT_FOUND' },
  ]);
  expect((await correct(viewerOf('CUSTOMER', other.id), { ...input, customerId: one.id })).errors).not.toEqual([]);
  const own = viewerOf('CUSTOMER', one.id);
  expect(await refused(own, { category: 'COFFEE' })).toEqual([{ code: 'INVALID_INPUT', field: 'input.category' }]);
  expect(await refused(own, { category: 'INCOME_WAGES' })).toMatchObject([{ code: 'WRONG_DIRECTION' }]);
  expect(await refused(own, { transactionId: 'none' })).toMatchObject([{ code: 'NOT_FOUND' }]);
});

// Bad input through the front door: a clear answer that names the place and the remedy; nothing half-written or lost.
import { customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';

const NOON = '2026-03-02T11:00:00.000Z';
const asAgent = { role: 'agent' } as const;
let house: TestHouse;
let id: string;
let counter = 0;

const account = {
  type: 'track',
  userId: 'u-1',
  event: 'Account Opened',
  timestamp: NOON,
  messageId: 'account',
  properties: { accountId: 'acc-1', accountType: 'CURRENT', currency: 'EUR' },
};

const posted = (properties: object, over: object = {}) => ({
  type: 'track',
  userId: 'u-1',
  event: 'Transaction Posted',
  messageId: `message-${(counter += 1)}`,
  timestamp: NOON,
  properties: {
    transactionId: `tx-${counter}`,
    accountId: 'acc-1',
    amount: '-10.00',
    currency: 'EUR',
    bookedAt: '2026-03-01T09:00:00Z',
    narration: 'BAKERY',
    ...properties,
  },
  ...over,
});

type Rejection = { index: number; path: string; code: string; remedy: string };

/** Sends one bad call between two good ones, and returns what was said of it. */
const rejectionOf = async (bad: object): Promise<Rejection> => {
  const { status, body } = await house.send([posted({}), bad, posted({})]);
  expect(status).toBe(200);
  const { rejected } = body as { rejected: Rejection[] };
  expect(rejected.map(({ index }) => index)).toEqual([1]);
  return rejected[0]!;
};

const amounts = async () => {
  const { data } = await house.ask<{
    customer: { transactions: { edges: { node: { amount: { amount: string } } }[] } };
  }>(
    asAgent,
    'query ($id: ID!) { customer(id: $id) { transactions(first: 100) { edges { node { amount { amount } } } } } }',
    { id },
  );
  return data.customer.transactions.edges.map(({ node }) => node.amount.amount);
};

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(20_000),
  });

const writeKey = () => ({
  authorization: `Basic ${Buffer.from(`${house.rapport.secrets.writeKeys.demo}:`).toString('base64')}`,
});

beforeAll(async () => {
  house = await testHouse({ now: NOON });
  expect((await house.send([account])).status).toBe(200);
  id = await customerOf(house, 'u-1');
}, 90_000);
afterAll(() => house.stop());

test.each([
  ['an amount that is no decimal', { amount: '12,50' }, 'properties.amount', 'decimal'],
  ['an amount that is a number', { amount: 12.5 }, 'properties.amount', 'decimal'],
  ['an unknown currency', { currency: 'EURO' }, 'properties.currency', 'ISO 4217'],
  ['a date in the future', { bookedAt: '2027-01-01T00:00:00Z' }, 'properties.bookedAt', 'ahead'],
  ['a field that is not published', { ammount: '1.00' }, 'properties', 'ammount'],
  ['a missing account', { accountId: undefined }, 'properties.accountId', ''],
])(
  '%s costs only its own item, and the answer says where and how to mend it',
  async (_what, properties, path, words) => {
    const rejection = await rejectionOf(posted(properties));
    expect(rejection.path).toContain(`batch.1.${path}`);
    expect(rejection.remedy).toContain(words);
  },
);

test('an unknown time zone is named', async () => {
  const rejection = await rejectionOf(posted({}, { context: { timezone: 'Europe/Atlantis' } }));
  expect(rejection).toMatchObject({ path: 'batch.1.context.timezone' });
});

test('a call about nobody is named', async () => {
  const rejection = await rejectionOf(posted({}, { userId: undefined }));
  expect(rejection.remedy).toMatch(/userId|anonymousId/);
});

test('in strict mode one bad item refuses the whole batch and nothing is taken', async () => {
  await eventually(async () => expect((await amounts()).length).toBeGreaterThan(0));
  const response = await post(
    '/v1/batch',
    JSON.stringify({ batch: [posted({ amount: '-77.77' }), posted({ amount: 'x' })] }),
    {
      ...writeKey(),
      'x-strict-mode': '1',
    },
  );
  expect(response.status).toBe(400);
  await house.send([posted({ amount: '-78.78' })]);
  await eventually(async () => expect(await amounts()).toContain('-78.78'));
  expect(await amounts()).not.toContain('-77.77');
});

test('malformed JSON is told where it breaks, at both doors', async () => {
  const ingestion = await post('/v1/batch', '{"batch": [', writeKey());
  expect([ingestion.status, await ingestion.json()]).toMatchObject([400, { success: false, code: 'INVALID_INPUT' }]);
  const graph = await post('/graphql', '{"query": ', { authorization: `Bearer ${await house.rapport.token(asAgent)}` });
  expect(graph.status).toBe(400);
});

test('a body of ten megabytes is refused with a remedy, and the house goes on', async () => {
  const response = await post('/v1/batch', JSON.stringify({ batch: ['x'.repeat(10_000_000)] }), writeKey());
  expect([response.status, await response.json()]).toMatchObject([413, { code: 'PAYLOAD_TOO_LARGE' }]);
  expect((await house.send([posted({})])).status).toBe(200);
});

test('a wrong write key and a missing token are refused with a remedy', async () => {
  const key = await post('/v1/batch', '{}', { authorization: `Basic ${Buffer.from('wrong:').toString('base64')}` });
  expect([key.status, await key.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
  const token = await post('/graphql', JSON.stringify({ query: '{ me { id } }' }));
  expect([token.status, JSON.stringify(await token.json())]).toEqual([401, expect.stringContaining('npm run token')]);
});

test('a customer who does not exist is null; what is no id is refused with its form', async () => {
  const ask = (asked: string) => house.ask(asAgent, 'query ($id: ID!) { customer(id: $id) { id } }', { id: asked });
  expect(await ask('cus_01h455vb4pex5vsknk084sn02q')).toMatchObject({ data: { customer: null }, errors: [] });
  expect((await ask('ada')).errors[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
});

test('a fact counts once, a correction replaces it, and what was said before the correction does not', async () => {
  const said = (amount: string, timestamp: string, messageId: string) =>
    posted({ transactionId: 'corrected', amount }, { timestamp, messageId });
  const first = said('-20.01', '2026-03-02T08:00:00.000Z', 'said-1');
  await house.send([first]);
  await house.send([first]);
  await eventually(async () => expect((await amounts()).filter((amount) => amount === '-20.01')).toHaveLength(1));
  await house.send([said('-20.03', '2026-03-02T10:00:00.000Z', 'said-3')]);
  await eventually(async () => expect(await amounts()).toContain('-20.03'));
  await house.send([said('-20.02', '2026-03-02T09:00:00.000Z', 'said-2'), posted({ amount: '-21.00' })]);
  await eventually(async () => expect(await amounts()).toContain('-21.00'));
  const present = await amounts();
  expect(present.filter((amount) => amount.startsWith('-20.'))).toEqual(['-20.03']);
});

test('a query that is too deep is refused before anything runs', async () => {
  const deep = `{ me ${'{ accounts { holders { customer '.repeat(6)}{ id }${'} } }'.repeat(6)} }`;
  const { errors } = await house.ask(asAgent, deep);
  expect(errors[0]?.extensions['code']).toBe('QUERY_TOO_DEEP');
});

// Other systems knock at the front door with signed webhooks: a CRM, and two readers of open banking.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';

const NOON = '2026-03-02T11:00:00.000Z';
const SECONDS = Math.floor(Date.parse(NOON) / 1_000);

let house: TestHouse;

type Json = Record<string, unknown>;
type Source = 'crm' | 'plaid' | 'berlin-group';

const example = (source: Source): Json => {
  const file = new URL(`../../services/behavior/sources/${source}.example.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8').replaceAll('u-4711', `user-of-${source}`)) as Json;
};

const headersOf = (source: Source, body: string): Record<string, string> => {
  const secret = house.rapport.secrets.sourceSecrets[source];
  if (source === 'crm') {
    return { 'x-crm-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  }
  const key = Buffer.from(secret, 'base64url');
  const signature = createHmac('sha256', key).update(`msg_1.${SECONDS}.${body}`).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': `${SECONDS}`, 'webhook-signature': `v1,${signature}` };
};

const knock = async (source: Source, body: Json, headers?: Record<string, string>) => {
  const text = JSON.stringify(body);
  const response = await fetch(`${house.url}/sources/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers ?? headersOf(source, text)) },
    body: text,
    signal: AbortSignal.timeout(15_000),
  });
  const answer = (await response.json()) as { code?: string; rejected: { code: string }[] };
  return {
    status: response.status,
    code: answer.code,
    rejected: [...new Set(answer.rejected.map(({ code }) => code))],
  };
};

const TAKEN = { status: 200, code: undefined, rejected: [] };

const seen = async (userId: string, fields: string): Promise<Json> => {
  const id = await customerOf(house, userId);
  const { data, errors } = await house.ask<{ customer: Json }>(
    { role: 'agent' },
    `query ($id: ID!) { customer(id: $id) { ${fields} } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data.customer;
};

const amountsOf = async (userId: string): Promise<string[]> => {
  const fields = 'transactions(first: 50) { edges { node { amount { amount } } } }';
  const { transactions } = (await seen(userId, fields)) as {
    transactions: { edges: { node: { amount: { amount: string } } }[] };
  };
  return transactions.edges.map(({ node }) => node.amount.amount);
};

beforeAll(async () => {
  house = await testHouse({ now: NOON });
}, 60_000);
afterAll(() => house.stop());

test('a contact of the CRM is a customer, found by either id', async () => {
  expect(await knock('crm', example('crm'))).toEqual(TAKEN);
  await eventually(async () =>
    expect(await seen('user-of-crm', 'displayName locale')).toEqual({ displayName: 'Frieda Winter', locale: 'de-DE' }),
  );
  const { data } = await house.ask<{ customerByIdentity: { displayName: string } }>(
    { role: 'agent' },
    '{ customerByIdentity(type: CRM_ID, value: "0035g00000XyZ12AAB") { displayName } }',
  );
  expect(data.customerByIdentity).toEqual({ displayName: 'Frieda Winter' });
});

test('a webhook with a wrong signature is refused, and nobody is made of it', async () => {
  const body = JSON.parse(JSON.stringify(example('crm')).replaceAll('user-of-crm', 'user-of-nobody')) as Json;
  const forged = { 'x-crm-signature': `sha256=${'0'.repeat(64)}` };
  expect(await knock('crm', body, forged)).toEqual({ status: 401, code: 'UNAUTHENTICATED', rejected: [] });
  const { data } = await house.ask<{ customerByIdentity: null }>(
    { role: 'agent' },
    '{ customerByIdentity(type: USER_ID, value: "user-of-nobody") { id } }',
  );
  expect(data.customerByIdentity).toBeNull();
  expect(await house.logOf('behavior')).not.toContain('Frieda');
});

test.each([
  ['plaid', ['1850', '-23.9'], { source: 'plaid', status: 'VALID', validUntil: '2026-05-30T09:12:44.000Z' }],
  [
    'berlin-group',
    ['2300.00', '-88.00'],
    { source: 'berlin-group', status: 'VALID', validUntil: '2026-08-28T08:30:00.000Z' },
  ],
] as const)(
  'what %s brings under a permission is in the graph, once, however often it is delivered',
  async (source, amounts, access) => {
    const userId = `user-of-${source}`;
    expect(await knock(source, example(source))).toEqual(TAKEN);
    expect(await knock(source, example(source))).toEqual(TAKEN);
    await eventually(async () => expect(await amountsOf(userId)).toEqual(amounts), { timeoutMs: 15_000 });
    expect(await seen(userId, 'dataAccess { source status validUntil }')).toEqual({ dataAccess: [access] });
  },
);

test('once the permission has expired or was taken back, nothing more comes in', async () => {
  const plaid = example('plaid') as { item: Json; added: Json[] };
  const more = { ...plaid, added: [{ ...plaid.added[0], transaction_id: 'tx-after', amount: 7 }] };
  const revoked = { webhook_type: 'ITEM', webhook_code: 'USER_PERMISSION_REVOKED', item_id: plaid.item['item_id'] };
  expect(await knock('plaid', revoked)).toEqual(TAKEN);
  expect(await knock('plaid', more)).toEqual({ status: 200, code: undefined, rejected: ['ACCESS_REVOKED'] });

  const bank = example('berlin-group') as { consent: Json };
  const expired = { ...bank, consent: { ...bank.consent, consentStatus: 'expired' } };
  expect(await knock('berlin-group', expired)).toEqual({ status: 200, code: undefined, rejected: ['ACCESS_EXPIRED'] });

  expect(await seen('user-of-plaid', 'dataAccess { status }')).toEqual({ dataAccess: [{ status: 'REVOKED' }] });
  expect(await seen('user-of-berlin-group', 'dataAccess { status }')).toEqual({ dataAccess: [{ status: 'EXPIRED' }] });
  expect(await amountsOf('user-of-plaid')).toHaveLength(2);
  expect(await amountsOf('user-of-berlin-group')).toHaveLength(2);
});

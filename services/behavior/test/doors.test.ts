// The ingestion doors: what is taken, what is refused, and what the sender is told.
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { basic, DAY_MS, NOON, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const view = { type: 'track', anonymousId: 'anon-1', event: 'Button Pressed' };

test('the good items of a batch are taken, the bad ones listed with path and remedy and kept', async () => {
  const customer = await givenCustomer();
  const good = posted(customer, 'tx-1', '-10.00', 1, { balanceAfter: '90.00' });
  const batch = [
    good,
    { ...good, properties: { ...good.properties, amount: '10,00' } },
    { ...good, properties: { ...good.properties, currency: 'EURO' } },
    { ...good, properties: { ...good.properties, ammount: '1' } },
    { ...good, properties: { ...good.properties, bookedAt: new Date(NOON + 2 * DAY_MS).toISOString() } },
    { ...view, context: { timezone: 'Europe/Atlantis' } },
    { type: 'track', event: 'Nobody' },
    { type: 'dance', userId: 'u' },
    'nonsense',
    { ...view, properties: { text: 'x'.repeat(33_000) } },
    { ...view, messageId: 'nul', properties: { text: '\u0000' } },
    { type: 'identify', userId: 'u', traits: { email: 'nobody' } },
  ];
  const answer = await send('/v1/batch', { batch });
  expect(answer.status).toBe(200);
  expect(answer.body.success).toBe(true);
  expect(answer.body.rejected.map(({ path, code }) => [path, code])).toEqual([
    ['batch.1.properties.amount', 'INVALID'],
    ['batch.2.properties.currency', 'INVALID'],
    ['batch.3.properties', 'INVALID'],
    ['batch.4.properties.bookedAt', 'OUT_OF_TIME'],
    ['batch.5.context.timezone', 'INVALID'],
    ['batch.6.userId', 'UNIDENTIFIED'],
    ['batch.7.type', 'INVALID'],
    ['batch.8', 'INVALID'],
    ['batch.9', 'TOO_LARGE'],
    ['batch.10.properties.text', 'INVALID'],
    ['batch.11.traits.email', 'INVALID'],
  ]);
  expect(answer.body.rejected.every(({ remedy }) => typeof remedy === 'string' && remedy.length > 10)).toBe(true);
  expect((await sensed(customer.id, 1)).factIds).toHaveLength(1);
  const { data } = await behavior.graph(
    viewerOf('OPERATOR'),
    '{ behaviorRejects(first: 50) { edges { node { source index messageId path code remedy } } } }',
  );
  const { edges } = data?.['behaviorRejects'] as { edges: { node: Record<string, unknown> }[] };
  expect(edges).toHaveLength(11);
  expect(edges.map(({ node }) => node['messageId'])).toContain('nul');
});

test('in strict mode one bad item refuses the whole batch and nothing is taken', async () => {
  const customer = await givenCustomer();
  const batch = [posted(customer, 'tx-1', '-10.00', 1), { type: 'track', event: 'Nobody' }];
  const strict = await send('/v1/batch', { batch }, { ...basic('write-key-core'), 'x-strict-mode': '1' });
  expect(strict).toMatchObject({
    status: 400,
    body: { success: false, code: 'INVALID_INPUT', rejected: [{ index: 1 }] },
  });
  expect((await send('/v1/batch', { batch: [posted(customer, 'tx-2', '-1.00', 1)] })).status).toBe(200);
  const { features } = await sensed(customer.id, 1);
  expect(features.find(({ name }) => name === 'transactions_30d')?.value).toBe('1');
});

test('a batch of which nothing is usable is refused', async () => {
  const answer = await send('/v1/batch', { batch: [{ type: 'track', event: 'Nobody' }] });
  expect(answer).toMatchObject({
    status: 400,
    body: { success: false, code: 'INVALID_INPUT', rejected: [{ index: 0 }] },
  });
  expect(await send('/v1/batch', { batch: [] })).toMatchObject({ status: 400, body: { success: false } });
  expect(await send('/v1/track', [1, 2])).toMatchObject({
    status: 400,
    body: { message: 'body must be a JSON object' },
  });
});

test('every path of the tracking API takes its call, with the key in the header or in the body', async () => {
  const calls = {
    track: { event: 'Button Pressed' },
    identify: { traits: { email: 'a@example.org' } },
    page: { name: 'Home' },
    screen: { name: 'Accounts' },
    group: { groupId: 'g-1' },
    alias: { previousId: 'anon-1' },
  };
  for (const [path, call] of Object.entries(calls)) {
    expect(await send(`/v1/${path}`, { userId: 'u-paths', ...call })).toMatchObject({
      status: 200,
      body: { success: true, rejected: [] },
    });
  }
  expect((await send('/v1/import', { batch: [view] })).status).toBe(200);
  expect((await send('/v1/track', { ...view, writeKey: 'write-key-app' }, {})).status).toBe(200);
  expect((await send('/v1/track', { ...view, writeKey: 'write-key-app' }, { authorization: 'Bearer t' })).status).toBe(
    200,
  );
});

test('an unknown or missing write key is refused with the remedy', async () => {
  const wrong = await send('/v1/track', view, basic('write-key-of-nobody'));
  expect(wrong).toMatchObject({ status: 401, body: { success: false, code: 'UNAUTHENTICATED' } });
  expect(wrong.body.message).toContain('Basic base64(writeKey + ":")');
  expect((await send('/v1/track', view, {})).status).toBe(401);
});

test('a body that is not JSON is refused by its position, a body that is too large with a remedy', async () => {
  const malformed = await send('/v1/batch', '{"batch": [\n  {"type": oops}]}');
  expect(malformed.status).toBe(400);
  expect(malformed.body.message).toContain('line 2, column 12');
  expect(malformed.body.message).not.toContain('oops');
  const large = await send('/v1/batch', { batch: [view], filler: 'x'.repeat(530_000) });
  expect(large).toMatchObject({
    status: 413,
    body: { code: 'PAYLOAD_TOO_LARGE', message: expect.stringContaining('smaller') },
  });
});

test('unknown callers are asked of profile once per batch, each set once', async () => {
  const asked: number[] = [];
  const ids = new Map([...Array(5).keys()].map((n) => [`stranger-${n}`, `cus_01kjqh0000000000000000000${n}`]));
  const other = await startBehavior();
  const outside = outsideOf(() => other);
  outside.profileAnswers(ids, asked);
  const batch = [...Array(20).keys()].map((n) => ({
    type: 'track',
    userId: `stranger-${n % 5}`,
    event: 'Button Pressed',
    properties: { n },
  }));
  expect((await outside.send('/v1/batch', { batch })).status).toBe(200);
  const sensedOfOne = await outside.sensed('cus_01kjqh00000000000000000001', 1);
  expect(sensedOfOne.factIds).toHaveLength(4);
  expect(asked).toEqual([5]);
  await other.stop();
});

test('a sender whose clock is wrong is corrected, so that its call is not of tomorrow', async () => {
  const [sentAt, timestamp] = [NOON + 60 * DAY_MS, NOON + 60 * DAY_MS - 2_000].map((ms) => new Date(ms).toISOString());
  expect((await send('/v1/track', { ...view, sentAt, timestamp })).body).toEqual({ success: true, rejected: [] });
  const late = await send('/v1/track', { ...view, timestamp });
  expect(late.body.rejected[0]).toMatchObject({ path: 'timestamp', code: 'OUT_OF_TIME' });
  await eventually(async () => {
    const { data } = await behavior.graph(viewerOf('OPERATOR'), '{ behaviorDeadLetters { edges { node { cause } } } }');
    expect(data?.['behaviorDeadLetters']).toEqual({ edges: [] });
  });
});

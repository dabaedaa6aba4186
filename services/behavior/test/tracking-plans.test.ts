// What sources may send, how they fare, and the doors by which browsers come in.
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { basic, outsideOf, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

type Source = {
  source: string;
  status: string;
  lastDay: Record<string, number>;
  plan: { version: number; mode: string } | null;
  breaches: { event: string; path: string; code: string; count: number }[];
};
const FIELDS = `source status lastDay { applied late rejected warned } plan { version mode types }
  breaches { event path code count }`;

const sourceOf = async (name: string): Promise<Source> => {
  const { data, errors } = await behavior.graph(viewerOf('OPERATOR'), `{ behaviorSources { ${FIELDS} } }`);
  expect(errors).toEqual([]);
  return (data?.['behaviorSources'] as Source[]).find(({ source }) => source === name)!;
};

const change = async (input: string, viewer = viewerOf('OPERATOR')) =>
  behavior.graph(
    viewer,
    `mutation { behaviorChangeTrackingPlan(input: {${input}}) { plan { version mode types events { event } }
       userErrors { code field } } }`,
  );

/** Changes a plan and waits until the doors keep it, as they say by what they refuse. */
const planned = async (input: string, isKept: () => Promise<boolean>) => {
  const { data, errors } = await change(input);
  expect(errors).toEqual([]);
  expect(data?.['behaviorChangeTrackingPlan']).toMatchObject({ userErrors: [] });
  await eventually(async () => expect(await isKept()).toBe(true));
};

const app = basic('write-key-app');
const codesOf = async (call: object): Promise<unknown[]> =>
  (await send('/v1/batch', { batch: [{ type: 'track', userId: 'u-1', ...call }] }, app)).body.rejected.map(
    ({ path, code }) => `${String(path)} ${String(code)}`,
  );

test('a strict plan refuses what it does not name, a warning one counts it, and none takes everything', async () => {
  expect(await codesOf({ event: 'Sold' })).toEqual([]);
  const EVENTS = `events: [{event: "Bought", properties: [{name: "price", type: NUMBER, isRequired: true}]}]`;
  await planned(
    `source: "app", mode: STRICT, types: [TRACK, IDENTIFY], ${EVENTS}, reason: "the shop's plan"`,
    async () => (await codesOf({ event: 'Sold' })).includes('batch.0.event UNPLANNED'),
  );
  expect(await codesOf({ event: 'Bought', properties: { price: 3 } })).toEqual([]);
  expect(await codesOf({ event: 'Bought', properties: { price: '3' } })).toEqual(['batch.0.properties.price OFF_PLAN']);
  expect(await codesOf({ type: 'page', name: 'Home' })).toEqual(['batch.0.type UNPLANNED']);
  // Another source is not bound by it.
  expect((await send('/v1/page', { userId: 'u-1', name: 'Home' })).body.rejected).toEqual([]);
  await planned(`source: "app", mode: WARN, ${EVENTS}, reason: "too strict"`, async () => {
    return (await codesOf({ event: 'Sold' })).length === 0;
  });
  const seen = await sourceOf('app');
  expect(seen.plan).toMatchObject({ version: 2, mode: 'WARN' });
  expect(seen.lastDay['warned']).toBeGreaterThan(0);
  expect(seen.lastDay['rejected']).toBeGreaterThanOrEqual(3);
  expect(seen.breaches).toContainEqual({ event: 'Bought', path: 'properties.price', code: 'OFF_PLAN', count: 1 });
  await planned(
    `source: "app", mode: OFF, reason: "enough"`,
    async () => (await codesOf({ event: 'Sold' })).length === 0,
  );
});

test('a plan that cannot be is refused with where, and nobody but an operator makes one', async () => {
  const errorsOf = async (input: string) => {
    const { data } = await change(input);
    return (data?.['behaviorChangeTrackingPlan'] as { plan: unknown; userErrors: { code: string; field: string }[] })
      .userErrors;
  };
  expect(await errorsOf('source: "nobody", mode: OFF, reason: "x"')).toEqual([
    { code: 'NOT_FOUND', field: 'input.source' },
  ]);
  expect(await errorsOf('source: "core", mode: OFF, reason: " "')).toEqual([
    { code: 'INVALID_INPUT', field: 'input.reason' },
  ]);
  expect(await errorsOf('source: "core", mode: WARN, reason: "x", events: [{event: "A"}, {event: "A"}]')).toEqual([
    { code: 'INVALID_INPUT', field: 'input.events' },
  ]);
  const { errors } = await change('source: "core", mode: OFF, reason: "x"', viewerOf('AGENT'));
  expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  expect((await sourceOf('core')).plan).toBeNull();
});

test('each call counts once in the hour it came, however often it is sent, and history counts as late', async () => {
  const customer = await givenCustomer();
  const before = (await sourceOf('core')).lastDay;
  const call = (messageId: string, timestamp: string) => ({
    type: 'track',
    userId: customer.userId,
    event: 'Button Pressed',
    messageId,
    timestamp,
  });
  const batch = [call('count-1', '2026-03-02T10:00:00Z'), call('count-2', '2026-01-01T10:00:00Z')];
  await send('/v1/batch', { batch });
  await sensed(customer.id, 1);
  await send('/v1/batch', { batch: [...batch, call('count-3', '2026-03-02T10:30:00Z')] });
  await sensed(customer.id, 2);
  await eventually(async () => {
    const { status, lastDay } = await sourceOf('core');
    expect([status, lastDay['applied']! - before['applied']!, lastDay['late']! - before['late']!]).toEqual([
      'HEALTHY',
      3,
      1,
    ]);
  });
});

test("analytics.js's single letters are the doors' other names, and pages of any origin may send", async () => {
  const calls = {
    t: { event: 'Button Pressed' },
    i: { traits: { plan: 'gold' } },
    p: { name: 'Home' },
    s: { name: 'Accounts' },
    g: { groupId: 'g-1' },
    a: { previousId: 'anon-9' },
    m: { series: [] },
  };
  // A browser sends the key in the body and calls its JSON plain text, so that it need not ask first.
  const plain = { 'content-type': 'text/plain', origin: 'https://shop.example' };
  for (const [letter, call] of Object.entries(calls)) {
    const answer = await send(`/v1/${letter}`, { userId: 'u-1', writeKey: 'write-key-core', ...call }, plain);
    expect([letter, answer.status, answer.body]).toEqual([letter, 200, { success: true, rejected: [] }]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }
  const batch = [{ type: 'page', userId: 'u-1', name: 'Home' }];
  expect((await send('/v1/b', { batch, writeKey: 'write-key-core' }, plain)).status).toBe(200);
  const asked = await fetch(`${behavior.running.url}/v1/t`, { method: 'OPTIONS', headers: plain });
  expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
  const refused = await send('/v1/t', { userId: 'u-1', event: 'x' }, plain);
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
});

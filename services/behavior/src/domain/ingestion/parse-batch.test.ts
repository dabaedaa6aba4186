import { ingestCall } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { correctClock } from './correct-clock.ts';
import { DOORS, parseBatch } from './parse-batch.ts';
import { readJson } from './read-json.ts';

const RECEIVED = new Date('2026-03-02T11:00:00Z');
const arrival = { source: 'core', receivedAt: RECEIVED, plan: null };

const parsed = (item: object) => {
  const result = parseBatch('track', item, arrival);
  if ('issues' in result) throw new Error('not a batch');
  return result;
};

test('whatever comes in is either a call of the contract or a reject with a remedy', () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.record(
      {
        type: fc.constantFrom('track', 'identify', 'alias', 'group', 'page'),
        userId: fc.option(fc.string()),
        anonymousId: fc.string({ unit: 'binary' }),
        event: fc.constantFrom('Transaction Posted', 'Payment Returned', 'x'),
        properties: fc.object({ maxDepth: 2 }),
        traits: fc.dictionary(fc.constantFrom('email', 'phone', 'name'), fc.jsonValue({ maxDepth: 1 })),
        context: fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.record({ device: fc.record({ id: fc.string() }) })),
        timestamp: fc.oneof(fc.string(), fc.constant('2026-03-01T10:00:00+01:00')),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...DOORS), fc.array(anything, { minLength: 1, maxLength: 4 }), (door, items) => {
      const body: unknown = JSON.parse(
        JSON.stringify(door === 'batch' || door === 'import' ? { batch: items } : items[0]),
      );
      const result = parseBatch(door, body, arrival);
      if ('issues' in result) return;
      for (const call of result.calls) ingestCall.parse(call);
      for (const { path, remedy } of result.rejected) expect(path.length * remedy.length).toBeGreaterThan(0);
      const indices = new Set(result.rejected.map(({ index }) => index));
      expect(indices.size).toBe(result.rejected.length);
      expect(result.calls.length + result.rejected.length).toBe(
        door === 'batch' || door === 'import' ? items.length : 1,
      );
    }),
    fcOptions({ numRuns: 200 }),
  );
});

test('the same call without an id has the same id again; another call has another', () => {
  const call = { userId: 'u', event: 'Seen', properties: { a: 1, b: 2 } };
  const [id, again, other] = [
    parsed(call),
    parsed({ properties: { b: 2, a: 1 }, event: 'Seen', userId: 'u', sentAt: RECEIVED.toISOString() }),
    parsed({ ...call, properties: { a: 2 } }),
  ].map(({ calls }) => calls[0]!.messageId);
  expect(again).toBe(id);
  expect(other).not.toBe(id);
});

test('only identify says by which mailbox somebody is known, and identifiers come strongest first', () => {
  const traits = { email: 'Ada@Example.org' };
  const context = { device: { id: 'd-1' }, externalIds: [{ id: '7', type: 'crm_id' }] };
  const result = parseBatch('identify', { anonymousId: 'a', userId: 'u', traits, context }, arrival);
  expect('calls' in result && result.calls[0]!.identifiers).toEqual([
    { type: 'USER_ID', value: 'u' },
    { type: 'EMAIL', value: 'ada@example.org' },
    { type: 'CRM_ID', value: '7' },
    { type: 'ANONYMOUS_ID', value: 'a' },
    { type: 'DEVICE_ID', value: 'd-1' },
  ]);
  expect(parsed({ userId: 'u', event: 'Seen', traits }).calls[0]!.identifiers).toEqual([
    { type: 'USER_ID', value: 'u' },
  ]);
});

test('a clock that is wrong is corrected; slow networks and imports of old facts are not', () => {
  const at = (text: string) => new Date(text);
  const twoHoursBehind = correctClock(at('2026-03-02T08:59:00Z'), at('2026-03-02T09:00:00Z'), RECEIVED);
  expect(twoHoursBehind).toEqual(at('2026-03-02T10:59:00Z'));
  const slow = correctClock(at('2026-03-02T10:59:00Z'), at('2026-03-02T10:59:58Z'), RECEIVED);
  expect(slow).toEqual(at('2026-03-02T10:59:00Z'));
  const wrongYear = correctClock(at('2025-03-02T10:59:00Z'), at('2025-03-02T11:00:00Z'), RECEIVED);
  expect(wrongYear).toEqual(at('2026-03-02T10:59:00Z'));
  const old = correctClock(at('2019-01-01T00:00:00Z'), at('2026-11-22T00:00:00Z'), RECEIVED);
  expect(old).toEqual(at('2019-01-01T00:00:00Z'));
});

test('the position of a fault in JSON is found, whatever it is', () => {
  const positionOf = (text: string) => {
    const read = readJson(text);
    return 'fault' in read ? read.fault.position : null;
  };
  expect(positionOf('{"a":1}')).toBeNull();
  expect(positionOf('{"a":x}')).toBe(5);
  expect(positionOf('{"a":1,}')).toBe(7);
  expect(positionOf('{"a":tru')).toBe(8);
  expect(positionOf('')).toBe(0);
  expect(positionOf('[1,\n oops]')).toBe(5);
});

test('what is said once for a batch holds at every level for items that do not say otherwise', () => {
  const context = { ip: '192.0.2.1', locale: 'de-DE', device: { id: 'd-1', type: 'ios' }, app: { name: 'Bank' } };
  const items = [
    { type: 'track', userId: 'u', event: 'E' },
    { type: 'track', userId: 'u', event: 'E', context: { ip: null, device: { id: 'd-2' }, active: true } },
    { type: 'track', userId: 'u', event: 'E', context: null },
    { type: 'track', userId: 'u', event: 'E', context: 'nonsense' },
    { type: 'track', userId: 'u', event: 'E', integrations: { All: 'yes' } },
  ];
  const result = parseBatch('batch', { batch: items, context, integrations: { All: false, Tool: { id: 1 } } }, arrival);
  if ('issues' in result) throw new Error('not a batch');
  expect(result.calls.map((call) => call.context)).toEqual([
    context,
    { ...context, ip: null, active: true, device: { id: 'd-2', type: 'ios' } },
    context,
  ]);
  expect(result.calls.map(({ identifiers }) => identifiers.at(-1)!.value)).toEqual(['d-1', 'd-2', 'd-1']);
  expect(result.rejected.map(({ path }) => path)).toEqual(['batch.3.context', 'batch.4.integrations.All']);
});

test('a name like __proto__ in a context is a name like any other', () => {
  const body: unknown = JSON.parse(
    '{"batch":[{"type":"track","userId":"u","event":"E","context":{"a":1}}],"context":{"__proto__":{"b":2}}}',
  );
  const result = parseBatch('batch', body, arrival);
  expect('calls' in result && Object.keys(result.calls[0]!.context ?? {}).toSorted()).toContain('a');
  expect(({} as Record<string, unknown>)['b']).toBeUndefined();
});

test('of several stamps the application’s own counts, then the SDK’s; without any it happened when it came', () => {
  const said = { userId: 'u', event: 'E', sentAt: '2026-03-02T09:00:00Z' };
  const [timestamp, originalTimestamp] = ['2026-01-05T08:00:00Z', '2026-03-02T08:59:50Z'];
  const at = (item: object) => parsed({ ...said, ...item }).calls[0]!.timestamp;
  expect(at({ originalTimestamp })).toBe('2026-03-02T10:59:50.000Z');
  expect(at({ originalTimestamp, timestamp: '2026-03-02T08:59:00Z' })).toBe('2026-03-02T10:59:00.000Z');
  expect(at({})).toBe(RECEIVED.toISOString());
  const batch = [{ type: 'track', userId: 'u', event: 'E', timestamp }];
  const old = parseBatch('batch', { batch, sentAt: '2024-03-02T09:00:00Z' }, arrival);
  expect('calls' in old && old.calls[0]!.timestamp).toBe('2026-01-05T08:00:00.000Z');
});

test('an identify may carry its traits in its context, a page its category beside its properties', () => {
  const identify = parseBatch('identify', { userId: 'u', context: { traits: { email: 'a@example.org' } } }, arrival);
  expect('calls' in identify && identify.calls[0]).toMatchObject({
    traits: { email: 'a@example.org' },
    identifiers: [{ type: 'USER_ID' }, { type: 'EMAIL', value: 'a@example.org' }],
  });
  const page = { userId: 'u', name: 'Fees', category: 'Docs', properties: { url: 'https://bank.test' } };
  const seen = parseBatch('page', page, arrival);
  expect('calls' in seen && seen.calls[0]).toMatchObject({
    event: 'Fees',
    properties: { category: 'Docs', url: 'https://bank.test' },
  });
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { SourcedCall } from '../call.ts';
import { bucketsOf, computedTraitsOf, joinBuckets, type TraitBucket } from './buckets.ts';
import { COMPUTED_FUNCTIONS, type ComputedTrait, type DeclaredTrait } from './computed-trait.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 2, 1, 12);

const declared = (trait: Partial<DeclaredTrait>): DeclaredTrait => ({
  name: 'orders',
  description: 'x',
  dataClass: 'BEHAVIOURAL',
  visibleTo: [],
  event: 'Order Completed',
  conditions: [],
  computes: 'COUNT',
  property: null,
  currencyProperty: null,
  windowDays: null,
  version: 1,
  summary: 1,
  countsFrom: new Date(START),
  declaredBy: 'operator-1',
  declaredAt: new Date(START),
  reason: 'x',
  ...trait,
});

const order = (day: number, properties: Record<string, unknown> = {}, event = 'Order Completed'): SourcedCall => ({
  messageId: 'm',
  type: 'track',
  identifiers: [{ type: 'USER_ID', value: 'ada' }],
  timestamp: new Date(START + day * DAY_MS).toISOString(),
  receivedAt: new Date(START + 1_000 * DAY_MS).toISOString(),
  source: 'shop',
  event,
  properties,
});

const today = (day: number) => new Date(START + day * DAY_MS);
const valueOf = (trait: DeclaredTrait, calls: readonly SourcedCall[], day = 9) => {
  const given = calls.map((call) => ({ customerId: 'cus_1', call }));
  return computedTraitsOf([trait], 'cus_1', bucketsOf([trait], given, today(day)), today(day))[0]?.value;
};

const prices = [
  order(1, { price: '10.10', kind: 'book' }),
  order(2, { price: 0.2, kind: 'pen' }),
  order(3, { price: -1, kind: 'book' }),
];

test.each<[Partial<ComputedTrait>, unknown]>([
  [{ computes: 'COUNT' }, 3],
  [{ computes: 'SUM', property: 'price' }, '9.3'],
  [{ computes: 'MINIMUM', property: 'price' }, '-1'],
  [{ computes: 'MAXIMUM', property: 'price' }, '10.1'],
  [{ computes: 'FIRST', property: 'kind' }, 'book'],
  [{ computes: 'LAST', property: 'price' }, -1],
  [{ computes: 'MOST_FREQUENT', property: 'kind' }, 'book'],
  [{ computes: 'UNIQUE_LIST', property: 'kind' }, ['book', 'pen']],
  [{ computes: 'SUM', property: 'kind' }, undefined],
  [{ computes: 'FIRST', property: 'missing' }, undefined],
])('of three orders %j is %j', (trait, value) => expect(valueOf(declared(trait), prices)).toEqual(value));

test('amounts of different currencies are never put together', () => {
  const sum = declared({ computes: 'SUM', property: 'total', currencyProperty: 'currency' });
  const calls = [
    order(1, { total: '10', currency: 'EUR' }),
    order(2, { total: '5', currency: 'USD' }),
    order(3, { total: '0.50', currency: 'EUR' }),
    order(4, { total: '7', currency: 'gold' }),
    order(5, { total: '7' }),
  ];
  expect(valueOf(sum, calls)).toEqual([
    { amount: '10.5', currency: 'EUR' },
    { amount: '5', currency: 'USD' },
  ]);
});

test('only the events that fulfil every condition count, and none from before the declaration', () => {
  const trait = declared({
    conditions: [
      { property: 'product.kind', operator: 'IS', values: ['book', 'map'] },
      { property: 'price', operator: 'AT_LEAST', values: ['5'] },
      { property: 'refunded', operator: 'IS_NOT', values: ['true'] },
      { property: 'channel', operator: 'EXISTS', values: [] },
    ],
  });
  const good = { product: { kind: 'book' }, price: 5, channel: 'app' };
  expect(valueOf(trait, [order(1, good)])).toBe(1);
  const others = [
    order(-1, good),
    order(1, good, 'Order Refunded'),
    order(1, { ...good, price: '4.99' }),
    order(1, { ...good, product: { kind: 'pen' } }),
    order(1, { ...good, refunded: true }),
    order(1, { ...good, channel: null }),
    { ...order(1, good), type: 'page' as const },
  ];
  expect(valueOf(trait, others)).toBeUndefined();
  const most = declared({ conditions: [{ property: 'price', operator: 'AT_MOST', values: ['5'] }] });
  expect(valueOf(most, [order(1, good), order(1, { price: 6 }), order(1, { price: 'much' })])).toBe(1);
});

test('what is in the window changes by the mere passing of time', () => {
  const week = declared({ windowDays: 7 });
  const buckets = bucketsOf(
    [week],
    [0, 1, 6].map((day) => ({ customerId: 'cus_1', call: order(day) })),
    today(6),
  );
  const on = (day: number) => computedTraitsOf([week], 'cus_1', buckets, today(day))[0]?.value;
  expect([6, 7, 8, 12, 13].map(on)).toEqual([3, 2, 1, 1, undefined]);
});

test('a declaration that counts otherwise does not read what was counted before', () => {
  const before = declared({});
  const buckets = bucketsOf([before], [{ customerId: 'cus_1', call: order(1) }], today(2));
  expect(computedTraitsOf([declared({ version: 2, summary: 2 })], 'cus_1', buckets, today(2))).toEqual([]);
  expect(computedTraitsOf([declared({ version: 2 })], 'cus_1', buckets, today(2))).toMatchObject([
    { value: 1, source: 'computed', confidence: 1, observedAt: today(1) },
  ]);
});

test('more different values than are kept lessen the confidence, and what is kept is the newest', () => {
  const calls = Array.from({ length: 130 }, (_, number) => ({
    customerId: 'cus_1',
    call: order(number, { page: number }),
  }));
  const shown = (trait: DeclaredTrait) =>
    computedTraitsOf([trait], 'cus_1', bucketsOf([trait], calls, today(200)), today(200))[0]!;
  const list = shown(declared({ computes: 'UNIQUE_LIST', property: 'page' }));
  expect([list.confidence, (list.value as number[]).length, (list.value as number[])[0]]).toEqual([0.5, 50, 129]);
  const most = shown(declared({ computes: 'MOST_FREQUENT', property: 'page' }));
  expect(most.confidence).toBe(0.5);
});

const properties = fc.record({
  price: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom('0.1', '0.25', 'free')),
  page: fc.integer({ min: 0, max: 130 }),
  currency: fc.constantFrom('EUR', 'USD', 'gold'),
});
const events = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 20 }), properties, origin: fc.constantFrom('cus_1', 'cus_2') }),
  { minLength: 1, maxLength: 60 },
);
const traitOf = fc
  .record({
    computes: fc.constantFrom(...COMPUTED_FUNCTIONS),
    property: fc.constantFrom('price', 'page'),
    windowDays: fc.constantFrom(null, 1, 7, 30),
    isMoney: fc.boolean(),
  })
  .map(({ computes, property, windowDays, isMoney }) =>
    declared({
      computes,
      windowDays,
      property: computes === 'COUNT' ? null : property,
      currencyProperty: isMoney && ['SUM', 'MINIMUM', 'MAXIMUM'].includes(computes) ? 'currency' : null,
    }),
  );

test('counted batch by batch, in any order and over merged customers, it is what a recomputation comes to', () => {
  fc.assert(
    fc.property(
      traitOf,
      events,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 20, max: 50 }),
      (trait, all, size, day) => {
        const calls = all.map(({ day: on, properties: given, origin }) => ({
          customerId: origin,
          call: order(on, given),
        }));
        const now = today(day);
        const whole = bucketsOf([trait], calls, now);
        // Each batch is counted when it arrives, the last one first; the state passes through JSON as in the database.
        let kept: TraitBucket[] = [];
        for (let from = 0; from < calls.length; from += size) {
          const batch = bucketsOf([trait], calls.toReversed().slice(from, from + size), today(20));
          kept = joinBuckets([trait], [...kept, ...batch]).map((bucket) => ({
            ...bucket,
            state: JSON.parse(JSON.stringify(bucket.state)) as unknown,
          }));
        }
        const alone = bucketsOf(
          [trait],
          calls.map(({ call }) => ({ customerId: 'cus_1', call })),
          now,
        );
        const shown = computedTraitsOf([trait], 'cus_1', kept, now);
        expect(shown).toEqual(computedTraitsOf([trait], 'cus_1', whole, now));
        expect(shown).toEqual(computedTraitsOf([trait], 'cus_1', alone, now));
      },
    ),
    fcOptions(),
  );
});

test('a customer’s buckets stay small, however many events there are', () => {
  fc.assert(
    fc.property(traitOf, fc.integer({ min: 1, max: 1_000 }), (trait, seed) => {
      const calls = Array.from({ length: 400 }, (_, number) => ({
        customerId: 'cus_1',
        call: order(number % 5, { price: number * seed, page: number, currency: 'EUR' }),
      }));
      const buckets = bucketsOf([trait], calls, today(5));
      expect(buckets.length).toBeLessThanOrEqual(5);
      for (const { state } of buckets) expect(JSON.stringify(state).length).toBeLessThan(5_000);
    }),
    fcOptions({ numRuns: 20 }),
  );
});

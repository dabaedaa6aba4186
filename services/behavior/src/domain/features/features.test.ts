import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { fact } from '../../../test/given-days.ts';
import { dayOf, keyOf, type LedgerFact, type LedgerKey, type SaidFact } from '../ledger/ledger-fact.ts';
import { settleFacts } from '../ledger/settle-facts.ts';
import { customerDaysOf } from './customer-days.ts';
import { add, type BucketOfDay, bucketOf, combine, EMPTY_BUCKET } from './day-bucket.ts';
import { computeFeatures } from './registry.ts';

const TODAY = '2026-03-02';
const NOON = Date.UTC(2026, 2, 2, 12);

const amount = fc.integer({ min: -200_000, max: 200_000 }).map((minor) => (minor / 100).toFixed(2));
const said: fc.Arbitrary<SaidFact> = fc.record({
  customerId: fc.constant('cus_a'),
  bookedAt: fc.integer({ min: 0, max: 130 * 24 }).map((hoursAgo) => new Date(NOON - hoursAgo * 3_600_000)),
  accountId: fc.constantFrom('acct-1', 'acct-2'),
  transactionId: fc.integer({ min: 1, max: 12 }).map((n) => `tx-${n}`),
  kind: fc.constantFrom('POSTED' as const, 'RETURNED' as const),
  amount,
  currency: fc.constantFrom('EUR', 'USD'),
  narration: fc.constant('A BOOKING'),
  mcc: fc.constantFrom('5411', '5812', null),
  balanceAfter: fc.option(amount),
  reason: fc.constantFrom('INSUFFICIENT_FUNDS', null),
  receivedAt: fc.constant(new Date(NOON)),
  saidAt: fc.integer({ min: 0, max: 5 }).map((minute) => new Date(NOON + minute * 60_000)),
  messageId: fc.integer({ min: 0, max: 50 }).map((n) => `m-${n}`),
});

/** What the service does, without its database: settle each batch, move rows, rebuild the touched days. */
const ingest = (batches: readonly (readonly SaidFact[])[]): BucketOfDay[] => {
  const keys = new Map<string, LedgerKey>();
  const rows = new Map<string, LedgerFact>();
  const days = new Map<string, BucketOfDay>();
  for (const batch of batches) {
    const settled = settleFacts(batch, keys);
    for (const { key, fact } of settled) {
      keys.set(keyOf(key), key);
      rows.set(keyOf(key), fact);
    }
    const touched = settled.flatMap(({ key, before }) => [key.bookedAt, ...(before ? [before.bookedAt] : [])]);
    for (const day of new Set(touched.map(dayOf))) {
      days.set(day, { day, bucket: bucketOf([...rows.values()].filter((fact) => dayOf(fact.bookedAt) === day)) });
    }
  }
  return [...days.values()];
};

/** The latest word on each fact, by the plainest means. */
const finalFacts = (facts: readonly SaidFact[]): SaidFact[] =>
  [...Map.groupBy(facts, keyOf).values()].map(
    (words) =>
      words.toSorted((a, b) => a.saidAt.getTime() - b.saidAt.getTime() || (a.messageId < b.messageId ? -1 : 1)).at(-1)!,
  );

const sumsOf = (buckets: readonly BucketOfDay[]) => computeFeatures(customerDaysOf(buckets, [], TODAY));

test('features from buckets equal a recomputation, in any order, with duplicates and corrections', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(said, {
        minLength: 1,
        maxLength: 40,
        selector: (f) => `${keyOf(f)} ${f.saidAt.getTime()} ${f.messageId}`,
      }),
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 5 }),
      (facts, order, size) => {
        const shuffled = [...facts, ...facts.slice(0, 5)]
          .map((fact) => ({ fact, rank: order.next().value as number }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ fact }) => fact);
        const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, n) =>
          shuffled.slice(n * size, (n + 1) * size),
        );
        const recomputed = [...Map.groupBy(finalFacts(facts), (fact) => dayOf(fact.bookedAt))].map(([day, ofDay]) => ({
          day,
          bucket: ofDay.map((fact) => ({ ...fact, version: 1, enrichment: null })).reduce(add, EMPTY_BUCKET),
        }));
        expect(sumsOf(ingest(batches))).toEqual(sumsOf(recomputed));
      },
    ),
    fcOptions({ numRuns: 200 }),
  );
});

test('a customer seen under two ids has the features of one who was always one', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 30 }), fc.infiniteStream(fc.boolean()), (words, coin) => {
      const facts = finalFacts(words).map((fact) => ({ ...fact, version: 1, enrichment: null }));
      const days = (of: readonly LedgerFact[]) =>
        [...Map.groupBy(of, (fact) => dayOf(fact.bookedAt))].map(([day, group]) => ({ day, bucket: bucketOf(group) }));
      const [mine, theirs] = [facts.filter(() => coin.next().value), [] as LedgerFact[]];
      theirs.push(...facts.filter((fact) => !mine.includes(fact)));
      expect(sumsOf([...days(theirs), ...days(mine)])).toEqual(sumsOf(days(facts)));
    }),
    fcOptions(),
  );
});

test('combining buckets is the same in any order and grouping', () => {
  const bucket = fc
    .array(said, { maxLength: 5 })
    .map((facts) => bucketOf(facts.map((fact) => ({ ...fact, version: 1, enrichment: null }))));
  fc.assert(
    fc.property(bucket, bucket, bucket, (a, b, c) => {
      expect(combine(a, combine(b, c))).toEqual(combine(combine(c, a), b));
    }),
    fcOptions(),
  );
});

const featuresOf = (...facts: LedgerFact[]): Record<string, string | null> => {
  const days = [...Map.groupBy(facts, (f) => dayOf(f.bookedAt))].map(([day, ofDay]) => ({
    day,
    bucket: bucketOf(ofDay),
  }));
  return Object.fromEntries(sumsOf(days).map(({ name, value }) => [name, value]));
};

test('the buffer is the balance by the mean daily essential spending of 30 days', () => {
  const spending = fact(29, { amount: '-300.00', mcc: '5411' });
  const luxury = fact(10, { amount: '-900.00', mcc: '5812', balanceAfter: '100.00' });
  expect(featuresOf(spending, luxury)['buffer_days']).toBe('10');
  expect(featuresOf(spending, fact(0, { balanceAfter: '-0.01' }))['buffer_days']).toBe('0');
  expect(featuresOf(fact(40, { balanceAfter: '50.00', mcc: '5812' }))['buffer_days']).toBeNull();
});

test('a day without a booking ends as the day before did', () => {
  const features = featuresOf(
    fact(50, { balanceAfter: '-5.00' }),
    fact(20, { balanceAfter: '5.00' }),
    fact(3, { balanceAfter: '-1.00' }),
  );
  expect(features['negative_balance_days_30d']).toBe('13');
});

test('income, spending, lowest balance, returned payments and lost income are told of the main account', () => {
  const features = featuresOf(
    fact(89, { amount: '3000.00', balanceAfter: '3000.00' }),
    fact(59, { amount: '3000.00', balanceAfter: '5000.00' }),
    fact(5, { amount: '-1500.00', balanceAfter: '-10.00' }),
    fact(4, { amount: '1500.00', balanceAfter: '1490.00' }),
    fact(2, { kind: 'RETURNED', reason: 'INSUFFICIENT_FUNDS', amount: '-640.00' }),
    fact(1, { currency: 'USD', amount: '99999.00', balanceAfter: '99999.00' }),
  );
  expect(features).toMatchObject({
    balance_latest: '1490',
    balance_minimum_30d: '-10',
    income_monthly: '2500',
    spending_monthly: '500',
    income_drop_30d: '0.5',
    returned_payments_30d: '1',
    transactions_30d: '3',
  });
});

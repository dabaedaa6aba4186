import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { anomalyByRules } from './anomaly-rules.ts';
import type { CardPayment } from './card-payment.ts';
import { type MerchantDay, merchantRiskOf, NO_RISK } from './merchant-risk.ts';
import { FRAUD_INPUTS, paymentInputsOf } from './payment-inputs.ts';

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 2, 4, 12);
const paid = (size: number, daysAgo: number, merchant = 'a'): CardPayment => ({
  at: NOON - daysAgo * DAY_MS,
  size,
  merchant,
});
const inputsOf = (payment: CardPayment, earlier: readonly CardPayment[], risk = NO_RISK) => {
  const row = paymentInputsOf(payment, earlier, { risk, ownFrauds: 0 });
  return { row, named: Object.fromEntries(FRAUD_INPUTS.map((name, input) => [name, row[input]!])) };
};

test('a payment is measured against the own ones: how large, how soon, how many, where', () => {
  const { named } = inputsOf(paid(60, 0, 'b'), [paid(20, 0.5), paid(20, 3), paid(20, 20)]);
  expect(named).toMatchObject({
    amount_ratio_30d: 3,
    amount_over_largest_30d: 3,
    hours_since_last: 12,
    payments_1d: 1,
    payments_7d: 2,
    payments_30d: 3,
    is_new_merchant_30d: 1,
    is_night: 0,
    is_weekend: 0,
  });
  expect(named['amount_zscore_30d']).toBeCloseTo(Math.log(3) / Math.sqrt((3 * 0.36) / 6), 6);
});

test('the pace is counted and summed in days and weeks, and large is three times the median', () => {
  const earlier = [paid(30, 0.9), paid(90, 1.1), paid(30, 6.9), paid(29, 7.1), paid(91, 13.9), paid(95, 14.1)];
  const { named } = inputsOf(paid(45, 0), earlier);
  // The median of these six is 90, the upper of the middle two; none is three times as large.
  expect(named).toMatchObject({ payments_1d: 1, payments_7d: 3, payments_30d: 6, large_payments_14d: 0 });
  expect(named['log_amount']).toBeCloseTo(Math.log(45), 9);
  // 410 in all are 13.67 on a usual day.
  expect(named['sum_1d_ratio']).toBeCloseTo((75 * 30) / 410, 9);
  expect(named['sum_7d_ratio']).toBeCloseTo((195 * 30) / 410 / 7, 9);
  expect(named['amount_over_largest_30d']).toBeCloseTo(45 / 95, 9);
  expect(inputsOf(paid(1, 0), [paid(0.5, 1)]).named['amount_over_largest_30d']).toBe(2);
  const large = [paid(10, 1), paid(30, 2), paid(29, 3), paid(10, 4), paid(10, 5), paid(30, 14.5)];
  expect(inputsOf(paid(1, 0), large.toSpliced(2, 1)).named['large_payments_14d']).toBe(1);
});

test.each([
  ['2026-03-04T05:59:00Z', 1, 0],
  ['2026-03-04T06:00:00Z', 0, 0],
  ['2026-03-06T23:59:00Z', 0, 0],
  ['2026-03-07T12:00:00Z', 0, 1],
  ['2026-03-08T12:00:00Z', 0, 1],
])('a payment at %s: by night %d, at the weekend %d', (at, isNight, isWeekend) => {
  const { named } = inputsOf({ at: Date.parse(at), size: 5, merchant: 'a' }, []);
  expect(named).toMatchObject({ is_night: isNight, is_weekend: isWeekend });
});

test.each([
  ['amount_zscore_30d', 2, 5, 0.7],
  ['payments_1d', 5, 12, 0.4],
  ['merchant_fraud_share_7d', 0, 1, 0.85],
  ['merchant_fraud_share_28d', 0, 1, 0.85],
  ['own_frauds_28d', 0, 3, 0.5],
] as const)('by rules %s speaks from %d on, fully from %d, with a weight of %d', (input, from, full, weight) => {
  const scoreAt = (value: number) => anomalyByRules(FRAUD_INPUTS.map((name) => (name === input ? value : NaN)));
  const scores = [-0.5, 0, 0.02, 0.5, 0.98, 1, 1.5].map((part) => scoreAt(from + part * (full - from)));
  expect(scores).toEqual([0, 0, 0.02, 0.5, 0.98, 1, 1].map((part) => expect.closeTo(part * weight, 3)));
});

test('the night speaks only at a merchant that is new', () => {
  const scoreOf = (night: number, isNew: number) =>
    anomalyByRules(FRAUD_INPUTS.map((name) => ({ is_night: night, is_new_merchant_30d: isNew })[name as string] ?? 0));
  expect([scoreOf(1, 1), scoreOf(1, 0), scoreOf(0, 1)]).toEqual([0.1, 0, 0]);
});

test('of a first payment what compares with earlier ones cannot be told, and rules see no anomaly', () => {
  const { row, named } = inputsOf(paid(900, 0), []);
  expect([named['amount_zscore_30d'], named['hours_since_last']]).toEqual([NaN, NaN]);
  expect(anomalyByRules(row)).toBe(0);
});

test("a merchant's frauds count from a week ago back to four weeks before, and by how fresh they are", () => {
  const days: MerchantDay[] = [
    { day: 64, payments: 5, frauds: 5 },
    { day: 66, payments: 4, frauds: 2 },
    { day: 90, payments: 2, frauds: 1 },
    { day: 93, payments: 3, frauds: 0 },
    { day: 94, payments: 9, frauds: 9 },
  ];
  expect(merchantRiskOf(days, 100)).toEqual({
    shares: [0, 1 / 5, 3 / 9],
    frauds: 3,
    sinceFirst: 34,
    sinceLast: 10,
    cleanSince: 3,
  });
  expect(merchantRiskOf([{ day: 95, payments: 1, frauds: 1 }], 100)).toEqual(NO_RISK);
});

test('the order of day counts changes nothing, and shares lie within 0 and 1', () => {
  const day = fc.record({ day: fc.integer({ min: 60, max: 100 }), payments: fc.nat(5), frauds: fc.nat(5) });
  fc.assert(
    fc.property(fc.uniqueArray(day, { selector: (of) => of.day }), (days) => {
      const risk = merchantRiskOf(days, 100);
      expect(merchantRiskOf(days.toReversed(), 100)).toEqual(risk);
      expect(risk.shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }),
    fcOptions(),
  );
});

test('by rules a larger amount is never less of an anomaly, and the score lies within 0 and 1', () => {
  const size = fc.double({ min: 0.01, max: 10_000, noNaN: true });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 30 }), size, size, (own, one, other) => {
      const earlier = own.map((of, index) => paid(of, 1 + index / 2));
      const [smaller, larger] = [Math.min(one, other), Math.max(one, other)].map((of) =>
        anomalyByRules(inputsOf(paid(of, 0), earlier).row),
      );
      expect(larger!).toBeGreaterThanOrEqual(smaller!);
      expect(smaller! >= 0 && larger! <= 1).toBe(true);
    }),
    fcOptions(),
  );
});

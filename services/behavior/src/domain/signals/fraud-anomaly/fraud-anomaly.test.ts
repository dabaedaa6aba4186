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

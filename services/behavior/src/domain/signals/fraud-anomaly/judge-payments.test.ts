import { assessed, booked, caseOf } from '../../../../test/signal-case.ts';
import type { LedgerFact } from '../../ledger/ledger-fact.ts';
import type { LearntModel } from '../../models/learnt-model.ts';
import { findSignal } from '../registry.ts';
import type { SignalCase } from '../signal.ts';
import { dayNumberOf, judgedPayments, merchantKeyOf, NO_PAYMENT_RISKS, newestPayments } from './judge-payments.ts';
import { FRAUD_INPUTS } from './payment-inputs.ts';

const DAY_MS = 86_400_000;
const paid = (daysAgo: number, amount = '-20', more: Partial<LedgerFact> = {}) =>
  booked(daysAgo, amount, 'CORNER SHOP', { mcc: '5411', ...more });
const ids = (facts: readonly LedgerFact[]) => facts.map(({ transactionId }) => transactionId);
const namedOf = (of: Pick<SignalCase, 'recent' | 'risks'>) => {
  const [first] = judgedPayments(of);
  return Object.fromEntries(FRAUD_INPUTS.map((name, input) => [name, first!.row[input]!]));
};

test('judged are the payments by card of the latest 24 hours of paying, ten at most', () => {
  const cash = booked(0, '-20', 'TRANSFER');
  const others = [cash, paid(0, '20'), paid(0, '-20', { kind: 'RETURNED' })];
  const [last, soon, late] = [paid(3), paid(3.99), paid(4)];
  expect(ids(newestPayments([...others, last, soon, late]))).toEqual(ids([last, soon]));
  const busy = Array.from({ length: 12 }, (_, hour) => paid(hour / 24));
  expect(ids(newestPayments(busy))).toEqual(ids(busy.slice(0, 10)));
  expect(newestPayments(others)).toEqual([]);
});

test('the baseline of a payment are the earlier ones of thirty days in its own currency', () => {
  const recent = [
    paid(0, '-60'),
    paid(2, '-900', { currency: 'USD' }),
    paid(3, '-20'),
    paid(4, '900'),
    paid(29.9, '-40'),
    paid(30, '-900'),
  ];
  expect(namedOf({ recent })).toMatchObject({ payments_30d: 2, amount_ratio_30d: 2, hours_since_last: 72 });
  const judged = judgedPayments({ recent: [paid(0, '-60'), paid(0.5, '-30'), paid(1.5, '-10')] });
  expect(judged.map(({ row }) => row[FRAUD_INPUTS.indexOf('payments_30d')])).toEqual([2, 1]);
});

test("a merchant's frauds and one's own are counted of the four weeks that ended a week before", () => {
  const payment = paid(0);
  const day = dayNumberOf(payment.bookedAt);
  const counted = [{ day: day - 7, payments: 4, frauds: 1 }];
  const merchants = new Map([[merchantKeyOf(payment), counted]]);
  const ownFraudDays = [day - 35, day - 34, day - 7, day - 6];
  expect(namedOf({ recent: [payment], risks: { merchants, ownFraudDays } })).toMatchObject({
    own_frauds_28d: 2,
    merchant_frauds_28d: 1,
    merchant_fraud_share_1d: 0.25,
  });
  const elsewhere = paid(0, '-20', { narration: 'ANOTHER SHOP' });
  expect(namedOf({ recent: [elsewhere], risks: { merchants, ownFraudDays: [] } })).toMatchObject({
    own_frauds_28d: 0,
    merchant_frauds_28d: 0,
  });
});

test('a merchant is told by its name and city where they are known, else by the narration without numbers', () => {
  const enrichment = { category: 'TRAVEL_LODGING', confidence: 1, evidence: 'MCC', counterpart: null } as const;
  const at = (merchant: string | null, city: string | null, narration = 'X') =>
    merchantKeyOf({ narration, enrichment: { ...enrichment, merchant, city } });
  expect(at('Mirador', 'Rome', 'A')).toBe(at('Mirador', 'Rome', 'B'));
  expect(at('Mirador', 'Rome')).not.toBe(at('Mirador', 'Milan'));
  expect(at(null, 'Rome', 'SHOP 4411')).toBe(merchantKeyOf({ narration: 'SHOP 22', enrichment: null }));
  expect(at('Mirador', 'Rome')).toMatch(/^[\w-]{22}$/);
});

describe('a payment unlike the own ones', () => {
  const own = Array.from({ length: 14 }, (_, n) => paid(2 + n));
  /** Larger by five deviations of a logarithm that is drawn towards 0.6 where all amounts are alike. */
  const spread = Math.sqrt((3 * 0.36) / 17);
  const large = paid(0, String(-20 * Math.exp(5 * spread)), { transactionId: 'LARGE' });
  const usual = paid(0.5, '-20', { transactionId: 'USUAL' });

  test('is told by itself, as surely as there are payments to compare it with', () => {
    expect(assessed('FRAUD_ANOMALY', caseOf({ recent: [large, ...own] }))).toMatchObject({
      score: 0.7,
      confidence: 0.75,
      transactionIds: ['LARGE'],
    });
    const both = assessed('FRAUD_ANOMALY', caseOf({ recent: [large, usual, ...own] }));
    expect(both.transactionIds).toEqual(['LARGE']);
    expect(both.confidence).toBe(0.8);
    const { transactionIds, score } = assessed('FRAUD_ANOMALY', caseOf({ recent: [usual, ...own] }));
    expect([transactionIds, score]).toEqual([[], 0]);
  });

  test('is news for three days', () => {
    const after = (days: number) => {
      const subject = caseOf({ recent: [large, ...own] });
      return findSignal('FRAUD_ANOMALY')!.assess({ ...subject, now: new Date(subject.now.getTime() + days * DAY_MS) });
    };
    expect([after(2.99).score, after(3).score]).toEqual([0.7, 0]);
    expect(after(3).transactionIds).toEqual([]);
  });

  test('a faint one is named where nothing stronger is, and the strongest decides wherever it stands', () => {
    const faint = paid(0, String(-20 * Math.exp(2.5 * spread)), { transactionId: 'FAINT' });
    const alone = assessed('FRAUD_ANOMALY', caseOf({ recent: [faint, ...own] }));
    expect(alone).toMatchObject({ score: 0.1167, transactionIds: ['FAINT'] });
    const earlier = { ...large, bookedAt: new Date(large.bookedAt.getTime() - DAY_MS / 2) };
    const both = assessed('FRAUD_ANOMALY', caseOf({ recent: [faint, earlier, ...own] }));
    expect(both.transactionIds).toEqual(['LARGE']);
    expect(both.score).toBe(0.7);
  });

  test('stands in the evidence by ten of its inputs: the first, or those that pushed a learnt score the most', () => {
    const subject = caseOf({ recent: [large, ...own] });
    const { features, modelVersion } = assessed('FRAUD_ANOMALY', subject);
    expect(features.map(({ name }) => name)).toEqual(FRAUD_INPUTS.slice(0, 10));
    expect(features.find(({ name }) => name === 'payments_30d')).toMatchObject({ value: '14' });
    expect(modelVersion).toBeUndefined();
    const pushes = FRAUD_INPUTS.toReversed().slice(0, 12);
    const contributions = pushes.map((input) => ({ input, value: 1, push: 1 }));
    const model = { version: 'learnt-1', score: () => ({ score: 0.81234, contributions }) } as unknown as LearntModel;
    const judged = assessed('FRAUD_ANOMALY', { ...subject, models: new Map([['FRAUD_ANOMALY', model]]) });
    expect(judged).toMatchObject({
      score: 0.8123,
      modelVersion: 'learnt-1',
      contributions: contributions.slice(0, 10),
    });
    expect(judged.features.map(({ name }) => name)).toEqual(pushes.slice(0, 10));
  });

  test('is none where nobody paid by card', () => {
    const nothing = { score: 0, confidence: 0, transactionIds: [], features: [] };
    expect(assessed('FRAUD_ANOMALY', caseOf({ recent: [booked(0, '-20', 'TRANSFER')] }))).toEqual(nothing);
  });

  test('is told in words that name only what stands out', () => {
    const say = (name: string, value: string | null) =>
      findSignal('FRAUD_ANOMALY')!.agentSentence('LOW', [{ name, value, unit: 'ratio' }]);
    const plain = "A card payment's anomaly is low.";
    expect(say('amount_ratio_30d', '1.9')).toBe(plain);
    expect(say('amount_ratio_30d', '2')).toContain('2.0 times the usual amount');
    expect(say('payments_1d', '5')).toBe(plain);
    expect(say('payments_1d', '6')).toContain('6 payments in the day before');
    expect(say('merchant_frauds_28d', '0')).toBe(plain);
    expect(say('merchant_frauds_28d', '1')).toContain('1 confirmed fraud(s) at this merchant');
    expect(say('own_frauds_28d', '0')).toBe(plain);
    expect(say('own_frauds_28d', '1')).toContain('1 confirmed fraud(s) of this customer');
    expect(say('is_new_merchant_30d', '0')).toBe(plain);
    expect(say('is_new_merchant_30d', '1')).toContain('new to the customer');
    expect(say('is_new_merchant_30d', null)).toBe(plain);
  });
});

test('without anything known of merchants nobody is at risk', () => {
  expect(namedOf({ recent: [paid(0)], risks: NO_PAYMENT_RISKS })).toEqual(namedOf({ recent: [paid(0)] }));
});

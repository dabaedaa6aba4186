import { assessed, caseOf, dayOn, series } from '../../../../test/signal-case.ts';
import { levelOf } from '../hysteresis.ts';
import { yearlyValueOf } from './lifetime-value.ts';

const level = (kind: string, of: Parameters<typeof caseOf>[0]) => levelOf(assessed(kind, caseOf(of)).score, 'NONE');
const everyDayUntil = (daysAgo: number) => Array.from({ length: 119 - daysAgo }, (_, n) => dayOn(118 - n));

test('who was there every week and is seen no more has lost interest; who was never there cannot lose it', () => {
  const gone = { days_since_seen: 50, sessions_30d: 0, active_days_30d: 0, message_response_90d: 0.1 };
  expect(level('DISENGAGEMENT', { features: gone })).toBe('HIGH');
  expect(level('DISENGAGEMENT', { features: { days_since_seen: 1, sessions_30d: 20, active_days_30d: 12 } })).toBe(
    'NONE',
  );
  const never = assessed('DISENGAGEMENT', caseOf({ features: { sessions_30d: 0, active_days_30d: 0 } }));
  expect(never).toMatchObject({ score: 0, confidence: 0.5 });
});

test('an account at rest whose pay goes elsewhere is leaving, a quiet week is not', () => {
  const ended = series('LOHN NORDLICHT', '2400', { nextOn: '2026-01-10', status: 'TOMBSTONED' });
  expect(level('CHURN', { days: everyDayUntil(45), series: [ended], features: {} })).toBe('HIGH');
  expect(level('CHURN', { days: everyDayUntil(6) })).toBe('NONE');
});

describe('the value of a relationship', () => {
  const features = {
    balance_latest: 12_000,
    balance_minimum_30d: 8_000,
    bank_fees_90d: 10,
    interest_charged_90d: 5,
    spending_monthly: 2_000,
    income_monthly: 3_000,
  };

  test('comes from what lies here, what is paid for and what is spent, per year, within an interval', () => {
    // 1.5 % of 10,000, four times 15, and twelve times 0.2 % of 2,000.
    expect(yearlyValueOf(caseOf({ features }))).toEqual({ value: 258, low: 187.27, high: 355.44, unit: 'EUR/year' });
    expect(assessed('LIFETIME_VALUE', caseOf({ features }))).toMatchObject({
      score: 0.2389,
      estimate: { value: 258, unit: 'EUR/year' },
    });
  });

  test('is less certain the shorter the account was seen, and unknown without a balance', () => {
    const young = yearlyValueOf(caseOf({ features, days: everyDayUntil(0).slice(-10) }))!;
    // Nine days are 0.15 of sixty: a spread of 0.6 − 0.35 × 0.15.
    const off = Math.exp(1.2816 * 0.5475);
    expect(young).toMatchObject({ value: 258, low: expect.closeTo(258 / off, 2), high: expect.closeTo(258 * off, 2) });
    const [unseen, seen] = [0, 60].map((ago) => yearlyValueOf(caseOf({ features, days: [dayOn(ago)] }))!.high);
    expect([unseen, seen]).toEqual([expect.closeTo(258 * Math.exp(1.2816 * 0.6), 2), 355.44]);
    expect(yearlyValueOf(caseOf({ features: { income_monthly: 3_000 } }))).toBeNull();
  });
});

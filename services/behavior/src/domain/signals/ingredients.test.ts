import { assessed, booked, caseOf, dayOn, series } from '../../../test/signal-case.ts';

type Subject = Parameters<typeof caseOf>[0];
const scoreOf = (kind: string, of: Subject): number => assessed(kind, caseOf(of)).score;

/**
 * What an ingredient alone makes of its value: nothing up to `from`, half of its weight half way, all of it from `full`
 * on and no more beyond.
 */
const expectRamp = (scoreAt: (value: number) => number, from: number, full: number, weight: number): void => {
  const at = (part: number): number => scoreAt(from + part * (full - from));
  expect([-0.5, 0, 0.02, 0.5, 0.98, 1, 1.5].map(at)).toEqual(
    [0, 0, 0.02, 0.5, 0.98, 1, 1].map((strength) => expect.closeTo(weight * strength, 4)),
  );
};

test.each([
  ['CAUTION', 'buffer_days', 45, 180, 0.4],
  ['CAUTION', 'saving_rate_90d', 0.08, 0.35, 0.35],
  ['CAUTION', 'decision_minutes_90d', 60, 2_880, 0.3],
  ['CAUTION', 'applications_abandoned_90d', 0, 3, 0.2],
  ['FINANCIAL_DISCIPLINE', 'saving_rate_90d', 0.02, 0.2, 0.6],
  ['FINANCIAL_DISCIPLINE', 'buffer_days', 10, 60, 0.35],
  ['FINANCIAL_DISCIPLINE', 'negative_balance_days_30d', 2, 0, 0.07],
  ['FINANCIAL_DISCIPLINE', 'returned_payments_30d', 1, 0, 0.07],
  ['FINANCIAL_DISCIPLINE', 'bank_fees_90d', 1, 0, 0.03],
  ['IMPULSIVITY', 'night_share_90d', 0.12, 0.4, 0.3],
  ['IMPULSIVITY', 'spending_zscore_7d', 1.5, 4, 0.35],
  ['IMPULSIVITY', 'gambling_share_90d', 0.01, 0.15, 0.45],
  ['IMPULSIVITY', 'decision_minutes_90d', 10, 1, 0.3],
  ['IMPULSIVITY', 'cash_advances_90d', 0, 3, 0.2],
  ['INVESTMENT_APPETITE', 'saving_rate_90d', 0.15, 0.45, 0.25],
  ['INVESTMENT_APPETITE', 'buffer_days', 90, 365, 0.2],
  ['RISK_TOLERANCE', 'foreign_currency_share_90d', 0.1, 0.6, 0.1],
  ['LIQUIDITY_CRUNCH', 'buffer_days', 7, 0, 0.45],
  ['LIQUIDITY_CRUNCH', 'negative_balance_days_30d', 0, 7, 0.4],
  ['LIQUIDITY_CRUNCH', 'overdraft_fees_90d', 0, 1, 0.15],
  ['LIQUIDITY_CRUNCH', 'cash_advances_90d', 0, 2, 0.25],
  ['VULNERABILITY', 'gambling_share_90d', 0.05, 0.3, 0.48],
  ['VULNERABILITY', 'financial_literacy', 0.4, 0.1, 0.3],
  ['INCOME_CHANGE', 'income_drop_30d', 0.15, 0.7, 0.55],
  ['INCOME_STABILITY', 'income_regularity_180d', 0.4, 0.95, 0.6],
  ['INCOME_STABILITY', 'income_drop_30d', 0.3, 0, 0.15],
  ['JOB_LOSS', 'income_drop_30d', 0.4, 0.9, 0.24],
  ['DISENGAGEMENT', 'days_since_seen', 10, 60, 0.7],
  ['DISENGAGEMENT', 'message_response_90d', 0.2, 0, 0.25],
  ['HOME_PURCHASE', 'saving_rate_90d', 0.2, 0.5, 0.35],
  ['HOME_PURCHASE', 'home_improvement_share_90d', 0.08, 0.35, 0.25],
  ['ILLNESS', 'medical_share_90d', 0.1, 0.35, 0.45],
  ['MOVING', 'home_improvement_share_90d', 0.1, 0.4, 0.2],
  ['NEW_CHILD', 'childcare_share_90d', 0.03, 0.15, 0.3],
  ['TRAVEL', 'away_share_30d', 0.05, 0.5, 0.5],
  ['TRAVEL', 'foreign_currency_share_90d', 0.02, 0.25, 0.35],
  ['TRAVEL', 'travel_share_90d', 0.04, 0.25, 0.4],
  ['TRAVEL', 'cities_90d', 4, 10, 0.2],
])('%s by %s alone begins at %d and is full at %d, with a weight of %d', (kind, feature, from, full, weight) => {
  expectRamp((value) => scoreOf(kind, { features: { [feature]: value } }), from, full, weight);
});

test.each([
  ['LIQUIDITY_CRUNCH', 'spending_monthly', 'income_monthly', 1, 1.4, 0.25],
  ['INVESTMENT_APPETITE', 'investing_monthly', 'income_monthly', 0, 0.12, 0.6],
  ['RISK_TOLERANCE', 'investing_monthly', 'income_monthly', 0.02, 0.25, 0.45],
])('%s by %s as a share of %s begins at %d and is full at %d', (kind, part, whole, from, full, weight) => {
  const scoreAt = (ratio: number) => scoreOf(kind, { features: { [part]: ratio * 2_000, [whole]: 2_000 } });
  expectRamp(scoreAt, from, full, weight);
  for (const nothing of [0, -1, null]) expect(scoreOf(kind, { features: { [part]: 900, [whole]: nothing } })).toBe(0);
});

test.each([
  ['sessions_30d', 2, 0.3],
  ['active_days_30d', 3, 0.2],
])('of somebody who was there before, %s below %d is less interest', (feature, from, weight) => {
  const scoreAt = (value: number) => scoreOf('DISENGAGEMENT', { features: { days_since_seen: 1, [feature]: value } });
  expectRamp(scoreAt, from, 0, weight);
});

describe('what needs more than a feature', () => {
  const WAGE = series('LOHN NORDLICHT', '2400', { nextOn: '2026-02-28', status: 'TOMBSTONED' });

  test.each([
    ['INCOME_CHANGE', 0, 14, 0.45],
    ['JOB_LOSS', 0, 20, 0.5],
    ['CHURN', 5, 30, 0.3],
    ['RETIREMENT', 5, 30, 0.24],
  ])(
    '%s by pay that is overdue beyond its grace begins after %d days and is full at %d',
    (kind, from, full, weight) => {
      // Today is two days after the pay was due: what is allowed decides by how many days it is overdue.
      const scoreAt = (days: number) => scoreOf(kind, { series: [{ ...WAGE, graceDays: 2 - days }] });
      expectRamp(scoreAt, from, full, weight);
    },
  );

  test('pay that ended four months ago is missed no more, and what is no pay never was', () => {
    const ended = (nextOn: string, more = {}) => scoreOf('JOB_LOSS', { series: [{ ...WAGE, nextOn, ...more }] });
    expect(ended('2025-10-27')).toBe(0.5);
    expect(ended('2025-10-26')).toBe(0);
    expect(ended('2025-12-01', { payee: 'RENTE NORD' })).toBe(0);
    expect(ended('2025-12-01', { direction: 'OUT' })).toBe(0);
    const small = (averageAmount: string) =>
      scoreOf('JOB_LOSS', {
        series: [series('ACME', averageAmount), { ...WAGE, payee: 'AGENCY', nextOn: '2025-12-01' }],
      });
    // Whichever pay still comes keeps the other from being missed, if it is large enough to be pay.
    expect([small('960'), small('959')]).toEqual([0, 0.5]);
  });

  test('a shortage counts the days of essentials that are missing until the next pay', () => {
    const scoreAt = (short: number) =>
      scoreOf('LIQUIDITY_CRUNCH', { features: { buffer_days: 25 - short }, series: [series('LOHN', '2400')] });
    expectRamp(scoreAt, 0, 10, 0.55);
    const overdue = { features: { buffer_days: 7 }, series: [{ ...WAGE, status: 'MATURE' as const }] };
    expect(scoreOf('LIQUIDITY_CRUNCH', overdue)).toBe(0);
    expect(scoreOf('LIQUIDITY_CRUNCH', { features: { buffer_days: 7 }, series: [WAGE] })).toBe(0);
  });

  test('an account at rest is leaving by its days without a transaction', () => {
    const idle = (days: number) => scoreOf('CHURN', { days: [dayOn(days), dayOn(0, { transactionCount: 0 })] });
    expect([14, 37, 60, 75].map(idle)).toEqual([0, 0.3, 0.6, 0.6]);
  });

  test('a fading interest and a difficult time count from a level on, and by no more than their weight', () => {
    const away = (days: number) => scoreOf('CHURN', { features: { days_since_seen: days, message_response_90d: 0 } });
    // Disengagement of 0.25, of 0.6375 and of 0.775.
    expect(away(10)).toBe(0);
    expect(away(60)).toBeCloseTo((0.3 * (0.775 - 0.25)) / 0.65, 4);
    const care = (more: Subject) => scoreOf('VULNERABILITY', more);
    expect(care({ features: { income_drop_30d: 0.3 / 0.35 } })).toBe(0);
    expect(care({ features: { balance_latest: -1 } })).toBeCloseTo(0.6 * ((0.4 - 0.3) / 0.6), 4);
    // Stress of 0.8245, and of more than nine tenths.
    const gone = { returned_payments_30d: 9, balance_latest: -1, income_drop_30d: 1 };
    expect(care({ features: gone })).toBeCloseTo(0.6 * ((0.8245 - 0.3) / 0.6), 4);
    expect(care({ features: { ...gone, buffer_days: 0 } })).toBe(0.6);
    expect(care({ recent: [booked(1, '900', 'ARBEITSLOSENGELD')] })).toBeCloseTo((0.48 * 0.3) / 0.6, 4);
  });

  test('a payment for what swings widely is risk by itself, of other investments it takes a second one', () => {
    const once = (narration: string, mcc: string | null = null) =>
      scoreOf('RISK_TOLERANCE', { recent: [booked(1, '-90', narration, { mcc })] });
    expect([once('CRYPTO'), once('BITCOIN'), once('X', '6051'), once('ETF')]).toEqual([0.15, 0.15, 0.15, 0]);
  });

  test('weekly income that has not come for six weeks is a change by nine tenths', () => {
    const days = Array.from({ length: 119 }, (_, n) => 118 - n).map((ago) =>
      dayOn(ago, ago % 7 === 3 && ago >= 42 ? { inflow: '500' } : {}),
    );
    expect(scoreOf('INCOME_CHANGE', { days })).toBe(0.9);
  });

  test('the yield of a relationship is a lot from three hundredths of the income on', () => {
    const features = (spending: number) => ({
      balance_latest: 0,
      spending_monthly: spending,
      income_monthly: 1_000,
    });
    const scores = [7_500, 15_000, 16_000].map((spending) =>
      scoreOf('LIFETIME_VALUE', { features: features(spending) }),
    );
    expect(scores).toEqual([0.5, 1, 1]);
  });
});

describe('series that begin or run', () => {
  const NEW = { firstOn: '2026-01-20', status: 'EARLY_DETECTION' as const };

  test.each([
    ['HOME_PURCHASE', '-1100', ['MORTGAGE CORP', 'BAUFINANZ BANK', 'HYPOTHEK NORD', 'HOME LOAN CO'], 0.6],
    ['MOVING', '-900', ['MIETE KASTANIE', 'RENT', 'HAUSVERWALTUNG WEST', 'CITY LETTINGS'], 0.45],
    ['MOVING', '-60', ['STROM SPREE', 'ENERGY ONE', 'ELECTRIC CO', 'WASSERWERKE', 'BROADBAND PLUS'], 0.2],
    ['NEW_CHILD', '255', ['KINDERGELD', 'FAMILIENKASSE', 'CHILD BENEFIT', 'ELTERNGELD'], 0.48],
    ['RETIREMENT', '1600', ['PENSION FUND', 'RENTE', 'SSA TREAS', 'ANNUITY'], 0.65],
  ])('%s is felt by a series of %s that began of late', (kind, amount, payees, weight) => {
    for (const payee of payees) {
      const one = (more: Parameters<typeof series>[2]) => scoreOf(kind, { series: [series(payee, amount, more)] });
      expect([payee, one(NEW)]).toEqual([payee, weight]);
      expect(one({ ...NEW, status: 'TOMBSTONED' })).toBe(0);
      expect(one({ ...NEW, direction: amount.startsWith('-') ? 'IN' : 'OUT' })).toBe(0);
      // The account was seen since 4 November: what began within its first thirty days may be old.
      expect([one({ firstOn: '2025-12-04' }), one({ firstOn: '2025-12-03' })]).toEqual([weight, 0]);
    }
  });

  test('a second rent speaks of a household parting, a first one does not', () => {
    const rents = (...payees: string[]) => scoreOf('DIVORCE', { series: payees.map((payee) => series(payee, '-700')) });
    expect([rents('MIETE A'), rents('MIETE A', 'MIETE B')]).toEqual([0, 0.35]);
  });

  test('one series of pay makes income dependable', () => {
    const pay = (more = {}) => scoreOf('INCOME_STABILITY', { series: [series('LOHN', '2400', more)] });
    expect([pay(), pay({ status: 'TOMBSTONED' })]).toEqual([0.45, 0]);
  });
});

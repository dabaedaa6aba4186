import { assessed, booked, caseOf } from '../../../../test/signal-case.ts';
import { levelOf } from '../hysteresis.ts';

const level = (kind: string, of: Parameters<typeof caseOf>[0]) => levelOf(assessed(kind, caseOf(of)).score, 'NONE');

const HASTY = { night_share_90d: 0.4, spending_zscore_7d: 4, gambling_share_90d: 0.15, decision_minutes_90d: 2 };
const STEADY = {
  buffer_days: 180,
  saving_rate_90d: 0.3,
  decision_minutes_90d: 2_000,
  negative_balance_days_30d: 0,
  returned_payments_30d: 0,
  bank_fees_90d: 0,
  night_share_90d: 0.03,
  spending_zscore_7d: 0.2,
  gambling_share_90d: 0,
};

test('spending in bursts, by night and on games of chance is impulsive, not cautious', () => {
  expect(level('IMPULSIVITY', { features: HASTY })).toBe('HIGH');
  expect(level('CAUTION', { features: HASTY })).toBe('NONE');
});

test('a cushion, savings and time to think are caution and discipline, not impulsivity', () => {
  expect(level('CAUTION', { features: STEADY })).toBe('MEDIUM');
  expect(level('FINANCIAL_DISCIPLINE', { features: STEADY })).toBe('HIGH');
  expect(level('IMPULSIVITY', { features: STEADY })).toBe('NONE');
});

test('the absence of trouble alone is no discipline', () => {
  const quiet = { negative_balance_days_30d: 0, returned_payments_30d: 0, bank_fees_90d: 0, saving_rate_90d: 0 };
  expect(level('FINANCIAL_DISCIPLINE', { features: quiet })).toBe('NONE');
});

test('a savings plan is interest in investing, and some risk taken; coins and derivatives are more', () => {
  const plan = { investing_monthly: 300, income_monthly: 3_000 };
  const recent = [booked(2, '-150', 'ETF SPARPLAN DEPOT'), booked(9, '-150', 'ETF SPARPLAN DEPOT')];
  expect(level('INVESTMENT_APPETITE', { features: plan, recent })).toBe('MEDIUM');
  expect(level('RISK_TOLERANCE', { features: plan, recent })).toBe('NONE');
  const coins = [...recent, ...[3, 4, 5].map((ago) => booked(ago, '-400', 'BITCOIN EXCHANGE', { mcc: '6051' }))];
  expect(level('RISK_TOLERANCE', { features: { ...plan, investing_monthly: 1_000 }, recent: coins })).toBe('HIGH');
  expect(level('INVESTMENT_APPETITE', { features: { investing_monthly: 0, income_monthly: 3_000 } })).toBe('NONE');
});

test('games of chance are no risk tolerance', () => {
  expect(assessed('RISK_TOLERANCE', caseOf({ features: HASTY })).score).toBe(0);
});

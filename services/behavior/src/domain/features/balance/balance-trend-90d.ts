import type { Feature } from '../feature.ts';
import { dayEndBalances } from './day-end-balances.ts';

const DAYS_MIN = 45;
const MONTH_DAYS = 30;

/**
 * balance_trend_90d: slope of the least-squares line through the main account's day-end balances of 90 days, per 30
 * days; negative: money is going down. Null while fewer than 45 are known. Unit: its currency.
 */
export const balanceTrend90d: Feature = {
  name: 'balance_trend_90d',
  unit: 'MONEY',
  windowDays: 90,
  description: 'By how much the balance of the main account rises or falls in 30 days, over 90 days.',
  formula: '30 × Σ (t − mean t)(balance − mean) / Σ (t − mean t)²',
  source: 'ordinary least squares',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const balances = dayEndBalances(days, 90);
    const count = balances.length;
    if (count < DAYS_MIN) return null;
    const middle = (count - 1) / 2;
    const slope = balances.reduce((sum, balance, at) => sum + (at - middle) * balance, 0);
    return (MONTH_DAYS * slope) / ((count * (count * count - 1)) / 12);
  },
};

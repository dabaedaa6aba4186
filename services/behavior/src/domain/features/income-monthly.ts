import { Decimal } from 'decimal.js';
import { type Feature, within } from './feature.ts';
import { observedDays } from './observed-days.ts';

/**
 * income_monthly: money into the main account per 30 days = sum over 90 days × 30 / days seen (30 at least).
 * Null while nothing was seen. Unit: the main account's currency.
 */
export const incomeMonthly: Feature = {
  name: 'income_monthly',
  unit: 'MONEY',
  windowDays: 90,
  description: 'Money into the main account per 30 days, over 90 days.',
  value: (days) => {
    const seen = within(days.mainDays, days.today, 90);
    if (seen.length === 0) return null;
    const total = seen.reduce((sum, { inflow }) => sum.plus(inflow), new Decimal(0));
    return total.times(30).dividedBy(Math.max(observedDays(days, 90), 30));
  },
};

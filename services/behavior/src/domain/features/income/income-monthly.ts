import type { Feature } from '../feature.ts';
import { income } from '../measures.ts';
import { monthly } from '../shares.ts';

/**
 * income_monthly: money into the main account per 30 days = sum over 90 days × 30 / days seen (30 at least), without
 * what only moved between own pockets, was borrowed or paid back. Null while nothing was seen. Unit: its currency.
 */
export const incomeMonthly: Feature = {
  name: 'income_monthly',
  unit: 'MONEY',
  windowDays: 90,
  description: 'Money into the main account per 30 days, over 90 days.',
  formula: '(money in − moved − refunded) of 90 days × 30 / days seen',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => monthly(days, income),
};

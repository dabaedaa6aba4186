import type { Feature } from '../feature.ts';
import { spending } from '../measures.ts';
import { monthly } from '../shares.ts';

/**
 * spending_monthly: money out of the main account per 30 days = sum over 90 days × 30 / days seen (30 at least),
 * without what only moved between own pockets, less what was paid back. Null while nothing was seen. Unit: its
 * currency.
 */
export const spendingMonthly: Feature = {
  name: 'spending_monthly',
  unit: 'MONEY',
  windowDays: 90,
  description: 'Money out of the main account per 30 days, over 90 days.',
  formula: '(money out − moved − refunded) of 90 days × 30 / days seen',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => monthly(days, spending),
};

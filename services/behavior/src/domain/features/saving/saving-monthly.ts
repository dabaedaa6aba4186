import type { Feature } from '../feature.ts';
import { savedMonthly } from './put-by.ts';

/**
 * saving_monthly: what goes from the main account into savings per 30 days = (transfers out by category and to own
 * accounts of type SAVINGS − what came back) of 90 days × 30 / days seen (30 at least); negative where more was taken
 * than put by. Null while categories are not known. Unit: its currency.
 */
export const savingMonthly: Feature = {
  name: 'saving_monthly',
  unit: 'MONEY',
  windowDays: 90,
  description: 'What goes into savings per 30 days, less what is taken out, over 90 days.',
  formula: '(savings out − back) of 90 days × 30 / days seen',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: savedMonthly,
};

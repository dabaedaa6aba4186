import type { Feature } from '../feature.ts';
import { dayEndBalances } from './day-end-balances.ts';

/**
 * negative_balance_days_30d: on how many of the last 30 days the main account ended below zero; a day without a
 * booking ends as the day before did. Null while no balance is known. Unit: days.
 */
export const negativeBalanceDays30d: Feature = {
  name: 'negative_balance_days_30d',
  unit: 'days',
  windowDays: 30,
  description: 'On how many of the last 30 days the main account ended below zero.',
  formula: 'days of 30 whose last balance is below zero',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const balances = dayEndBalances(days, 30);
    return balances.length === 0 ? null : balances.filter((balance) => balance < 0).length;
  },
};

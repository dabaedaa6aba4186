import { Decimal } from 'decimal.js';
import { type Feature, within } from './feature.ts';

/** transactions_30d: how many transactions were booked within 30 days, on every account. Unit: transactions. */
export const transactions30d: Feature = {
  name: 'transactions_30d',
  unit: 'transactions',
  windowDays: 30,
  description: 'How many transactions were booked within 30 days.',
  value: ({ allDays, today }) =>
    within(allDays, today, 30).reduce((sum, day) => sum.plus(day.transactionCount), new Decimal(0)),
};

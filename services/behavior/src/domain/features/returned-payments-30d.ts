import { Decimal } from 'decimal.js';
import { type Feature, within } from './feature.ts';

/** returned_payments_30d: payments sent back for lack of funds within 30 days, on every account. Unit: payments. */
export const returnedPayments30d: Feature = {
  name: 'returned_payments_30d',
  unit: 'payments',
  windowDays: 30,
  description: 'Payments that were sent back for lack of funds within 30 days.',
  value: ({ allDays, today }) =>
    within(allDays, today, 30).reduce((sum, day) => sum.plus(day.returnedForFundsCount), new Decimal(0)),
};

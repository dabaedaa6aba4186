import type { Feature } from '../feature.ts';
import { allSums, type Measure } from '../window-sums.ts';

const returnedForFunds: Measure = ({ returnedForFundsCount }) => returnedForFundsCount;

/** returned_payments_30d: payments sent back for lack of funds within 30 days, on every account. Unit: payments. */
export const returnedPayments30d: Feature = {
  name: 'returned_payments_30d',
  unit: 'payments',
  windowDays: 30,
  description: 'Payments that were sent back for lack of funds within 30 days.',
  formula: 'number of payments returned for lack of funds within 30 days',
  source: 'what the bank says',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => allSums(days)(returnedForFunds, 30),
};

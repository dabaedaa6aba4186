import type { Feature } from '../feature.ts';
import { countOf, daysSeen } from '../measures.ts';
import { isCategorised } from '../shares.ts';
import { allSums } from '../window-sums.ts';

const advances = countOf('TRANSFER_IN_CASH_ADVANCES_AND_LOANS');

/**
 * cash_advances_90d: how often money was advanced or lent within 90 days, on every account. Null while categories are
 * not known. Unit: transactions.
 */
export const cashAdvances90d: Feature = {
  name: 'cash_advances_90d',
  unit: 'transactions',
  windowDays: 90,
  description: 'How often money was advanced or lent within 90 days.',
  formula: 'number of cash advances and loans paid out within 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => (allSums(days)(daysSeen, 90) > 0 && isCategorised(days) ? allSums(days)(advances, 90) : null),
};

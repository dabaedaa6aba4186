import type { Feature } from '../feature.ts';
import { transactionCount } from '../measures.ts';
import { allSums } from '../window-sums.ts';

/** transactions_30d: how many transactions were booked within 30 days, on every account. Unit: transactions. */
export const transactions30d: Feature = {
  name: 'transactions_30d',
  unit: 'transactions',
  windowDays: 30,
  description: 'How many transactions were booked within 30 days.',
  formula: 'number of transactions of 30 days',
  source: 'what the bank says',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => allSums(days)(transactionCount, 30),
};

import type { Feature } from '../feature.ts';
import { spentOn } from '../measures.ts';
import { shareOfSpending90d } from '../shares.ts';

const cash = spentOn('TRANSFER_OUT_WITHDRAWAL');

/**
 * cash_share_90d: the part of the spending of 90 days that was taken out in cash.
 * Null while nothing was spent or categories are not known. Unit: ratio.
 */
export const cashShare90d: Feature = {
  name: 'cash_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that was taken out in cash.',
  formula: 'cash withdrawn / spending, over 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => shareOfSpending90d(days, cash),
};

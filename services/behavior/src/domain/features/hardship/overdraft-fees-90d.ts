import type { Feature } from '../feature.ts';
import { spentOn } from '../measures.ts';
import { categorySum90d } from '../shares.ts';

const fees = spentOn('BANK_FEES_OVERDRAFT_FEES', 'BANK_FEES_INSUFFICIENT_FUNDS');

/**
 * overdraft_fees_90d: fees of the main account for overdrafts and for lack of funds within 90 days.
 * Null while categories are not known. Unit: its currency.
 */
export const overdraftFees90d: Feature = {
  name: 'overdraft_fees_90d',
  unit: 'MONEY',
  windowDays: 90,
  description: 'Fees paid for overdrafts and lack of funds within 90 days.',
  formula: 'Σ overdraft and insufficient-funds fees of 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => categorySum90d(days, fees),
};

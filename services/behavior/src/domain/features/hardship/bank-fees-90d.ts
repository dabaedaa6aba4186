import type { Feature } from '../feature.ts';
import { spentOn } from '../measures.ts';
import { categorySum90d } from '../shares.ts';

const fees = spentOn(
  'BANK_FEES_ATM_FEES',
  'BANK_FEES_FOREIGN_TRANSACTION_FEES',
  'BANK_FEES_INSUFFICIENT_FUNDS',
  'BANK_FEES_OVERDRAFT_FEES',
  'BANK_FEES_OTHER_BANK_FEES',
);

/**
 * bank_fees_90d: every fee of the main account within 90 days; interest is none.
 * Null while categories are not known. Unit: its currency.
 */
export const bankFees90d: Feature = {
  name: 'bank_fees_90d',
  unit: 'MONEY',
  windowDays: 90,
  description: 'Fees paid to the bank within 90 days, without interest.',
  formula: 'Σ bank fees of 90 days, without interest',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => categorySum90d(days, fees),
};

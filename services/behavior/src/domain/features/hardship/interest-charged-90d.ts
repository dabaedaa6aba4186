import type { Feature } from '../feature.ts';
import { spentOn } from '../measures.ts';
import { categorySum90d } from '../shares.ts';

const interest = spentOn('BANK_FEES_INTEREST_CHARGE');

/**
 * interest_charged_90d: interest that the main account was charged within 90 days, interest on arrears included.
 * Null while categories are not known. Unit: its currency.
 */
export const interestCharged90d: Feature = {
  name: 'interest_charged_90d',
  unit: 'MONEY',
  windowDays: 90,
  description: 'Interest charged within 90 days, on arrears too.',
  formula: 'Σ interest charges of 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => categorySum90d(days, interest),
};

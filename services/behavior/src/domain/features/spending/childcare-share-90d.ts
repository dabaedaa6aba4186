import type { Feature } from '../feature.ts';
import { spentOn } from '../measures.ts';
import { shareOfSpending90d } from '../shares.ts';

const childcare = spentOn('GENERAL_SERVICES_CHILDCARE');

/**
 * childcare_share_90d: the part of the spending of 90 days that went to the care of children.
 * Null while nothing was spent or categories are not known. Unit: ratio.
 */
export const childcareShare90d: Feature = {
  name: 'childcare_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that went to the care of children.',
  formula: 'spending on childcare / spending, over 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'SENSITIVE',
  value: (days) => shareOfSpending90d(days, childcare),
};

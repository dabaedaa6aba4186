import type { Feature } from '../feature.ts';
import { spentOnAll } from '../measures.ts';
import { shareOfSpending90d } from '../shares.ts';

const medical = spentOnAll('MEDICAL');

/**
 * medical_share_90d: the part of the spending of 90 days that went to doctors, pharmacies and care.
 * Null while nothing was spent or categories are not known. Unit: ratio.
 */
export const medicalShare90d: Feature = {
  name: 'medical_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that went to health.',
  formula: 'spending on MEDICAL / spending, over 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'SENSITIVE',
  value: (days) => shareOfSpending90d(days, medical),
};

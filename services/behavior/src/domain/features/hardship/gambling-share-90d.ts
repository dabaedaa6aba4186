import type { Feature } from '../feature.ts';
import { spentOn } from '../measures.ts';
import { shareOfSpending90d } from '../shares.ts';

const gambling = spentOn('ENTERTAINMENT_CASINOS_AND_GAMBLING');

/**
 * gambling_share_90d: the part of the spending of 90 days that went to casinos, betting and lotteries.
 * Null while nothing was spent or categories are not known. Unit: ratio.
 */
export const gamblingShare90d: Feature = {
  name: 'gambling_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that went to gambling.',
  formula: 'spending on gambling / spending, over 90 days',
  source: 'relative gambling spend: Muggleton et al. 2021, Nature Human Behaviour 5',
  readsFrom: ['LEDGER'],
  dataClass: 'SENSITIVE',
  value: (days) => shareOfSpending90d(days, gambling),
};

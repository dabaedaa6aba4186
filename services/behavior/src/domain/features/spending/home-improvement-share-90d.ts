import type { Feature } from '../feature.ts';
import { spentOnAll } from '../measures.ts';
import { shareOfSpending90d } from '../shares.ts';

const home = spentOnAll('HOME_IMPROVEMENT');

/**
 * home_improvement_share_90d: the part of the spending of 90 days that went into the home: furniture, hardware,
 * repairs. Null while nothing was spent or categories are not known. Unit: ratio.
 */
export const homeImprovementShare90d: Feature = {
  name: 'home_improvement_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that went into the home.',
  formula: 'spending on HOME_IMPROVEMENT / spending, over 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => shareOfSpending90d(days, home),
};

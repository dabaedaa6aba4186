import type { Feature } from '../feature.ts';
import { spentOnAll } from '../measures.ts';
import { shareOfSpending90d } from '../shares.ts';

const travel = spentOnAll('TRAVEL');

/**
 * travel_share_90d: the part of the spending of 90 days that went to flights, lodging, rental cars and other travel.
 * Null while nothing was spent or categories are not known. Unit: ratio.
 */
export const travelShare90d: Feature = {
  name: 'travel_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that went to travel.',
  formula: 'spending on TRAVEL / spending, over 90 days',
  source: 'categories: Plaid personal finance categories',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => shareOfSpending90d(days, travel),
};

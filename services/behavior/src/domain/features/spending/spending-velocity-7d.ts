import type { Feature } from '../feature.ts';
import { spending } from '../measures.ts';
import { observedDays } from '../observed-days.ts';
import { mainSums } from '../window-sums.ts';

const WEEK = 7;
const EARLIER_MIN = 28;

/**
 * spending_velocity_7d: spending per day of the last 7 days / spending per day of the up to 83 days before; 1 is as
 * usual. Null while fewer than 28 days before were seen, or nothing was spent in them. Unit: ratio.
 */
export const spendingVelocity7d: Feature = {
  name: 'spending_velocity_7d',
  unit: 'ratio',
  windowDays: 90,
  description: 'How fast money is spent this week; 1 is as usual, 2 twice as fast.',
  formula: '(spending of 7 days / 7) / (spending of the 83 days before / days seen of them)',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const sums = mainSums(days);
    const earlierDays = observedDays(days, 90) - WEEK;
    const earlier = sums(spending, 90 - WEEK, WEEK);
    if (earlierDays < EARLIER_MIN || earlier <= 0) return null;
    return Math.max(sums(spending, WEEK), 0) / WEEK / (earlier / earlierDays);
  },
};

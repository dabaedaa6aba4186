import type { Feature } from '../feature.ts';
import { spending } from '../measures.ts';
import { observedDays } from '../observed-days.ts';
import { clamp } from '../shares.ts';
import { mainSums } from '../window-sums.ts';

const WEEK = 7;
const WEEKS_MAX = 16;
const WEEKS_MIN = 6;
/** People's weeks differ by a tenth even where the past stood still. */
const SPREAD_SHARE_MIN = 0.1;
const DEVIATIONS_MAX = 10;

/**
 * spending_zscore_7d: how far the spending of the last 7 days lies from the person's own weeks = (this week − mean of
 * up to 16 weeks before) / their standard deviation, a tenth of the mean at least; within ±10. Null with fewer than 6
 * weeks. Unit: deviations.
 */
export const spendingZscore7d: Feature = {
  name: 'spending_zscore_7d',
  unit: 'deviations',
  windowDays: (WEEKS_MAX + 1) * WEEK,
  description: 'How unusual the spending of this week is for this person, in standard deviations.',
  formula: '(spending of 7 days − mean) / standard deviation of the 16 weeks before',
  source: 'standard score; spread held at a tenth of the mean: our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const sums = mainSums(days);
    const count = Math.min(WEEKS_MAX, Math.floor((observedDays(days, (WEEKS_MAX + 1) * WEEK) - WEEK) / WEEK));
    if (count < WEEKS_MIN) return null;
    const weeks = Array.from({ length: count }, (_, week) => sums(spending, WEEK, (week + 1) * WEEK));
    const mean = weeks.reduce((sum, week) => sum + week, 0) / count;
    if (mean <= 0) return null;
    const variance = weeks.reduce((sum, week) => sum + (week - mean) ** 2, 0) / (count - 1);
    const spread = Math.max(Math.sqrt(variance), SPREAD_SHARE_MIN * mean);
    return clamp((sums(spending, WEEK) - mean) / spread, -DEVIATIONS_MAX, DEVIATIONS_MAX);
  },
};

import type { Feature } from '../feature.ts';
import { income } from '../measures.ts';
import { clamp } from '../shares.ts';
import { mainSums } from '../window-sums.ts';

/**
 * income_drop_30d: how much of the usual income failed to come = 1 − income of the last 30 days / half the income of
 * the 60 days before, within 0 to 1. Null while those 60 days have no income. Unit: ratio.
 */
export const incomeDrop30d: Feature = {
  name: 'income_drop_30d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the usual income that did not come within 30 days.',
  formula: '1 − income of 30 days / (income of the 60 days before / 2), within 0 to 1',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const sums = mainSums(days);
    const earlier = sums(income, 60, 30);
    return earlier <= 0 ? null : clamp(1 - sums(income, 30) / (earlier / 2), 0, 1);
  },
};

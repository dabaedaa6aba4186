import type { Feature } from '../feature.ts';
import { income } from '../measures.ts';
import { clamp } from '../shares.ts';
import { mainSums } from '../window-sums.ts';

/** A month's pay comes after 26 to 35 days: months are unlike, and a payday moves with a weekend or a holiday. */
const GRACE_DAYS = 5;
const RECENT_DAYS = 30 + GRACE_DAYS;
const BEFORE_DAYS = 60;

/**
 * income_drop_30d: how much of a month's usual income failed to come = 1 − income of the last 30 days and five days'
 * grace / half the income of the 60 days before, within 0 to 1. Null while those 60 days have no income. Unit: ratio.
 */
export const incomeDrop30d: Feature = {
  name: 'income_drop_30d',
  unit: 'ratio',
  windowDays: RECENT_DAYS + BEFORE_DAYS,
  description: "The part of a month's usual income that did not come within 30 days and five days' grace.",
  formula: '1 − income of 35 days / (income of the 60 days before / 2), within 0 to 1',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const sums = mainSums(days);
    const earlier = sums(income, BEFORE_DAYS, RECENT_DAYS);
    return earlier <= 0 ? null : clamp(1 - sums(income, RECENT_DAYS) / (earlier / 2), 0, 1);
  },
};

import { meanOf, medianOf } from '../averages.ts';
import type { TrajectoryMethod } from '../trajectory-method.ts';

/** A life changes: what lies further back says nothing of its usual month. */
const USUAL_MONTHS = 12;
/** How much of what a month was off goes into the level. */
const LEARNT_SHARE = 0.3;
/** A month that is off by more than so many usual deviations counts as if it were off by so many: a journey, a sofa. */
const DEVIATIONS_MAX = 2;
/** What is left of the way from the usual month to the present level, each month ahead. */
const KEPT_SHARE = 0.5;

/**
 * A level that follows the months, damped towards the person's usual month, the median of the last twelve: in so many
 * months `usual + KEPT_SHARE^ahead × (level − usual)`. Each month moves the level by `LEARNT_SHARE` of what it was off,
 * held within two mean deviations.
 * Source: exponential smoothing with a damped state (Hyndman et al. 2008, Forecasting with Exponential Smoothing,
 * ch. 3), its errors held as in Gelper, Fried and Croux (2010), Journal of Forecasting 29.
 */
export const dampedLevel: TrajectoryMethod = {
  name: 'DAMPED_LEVEL',
  foresee: (all, ahead) => {
    const months = all.slice(-USUAL_MONTHS);
    const usual = medianOf(months);
    const off = DEVIATIONS_MAX * meanOf(months.map((month) => Math.abs(month - usual)));
    const level = months.reduce(
      (before, month) => before + LEARNT_SHARE * Math.max(-off, Math.min(off, month - before)),
      usual,
    );
    return usual + KEPT_SHARE ** ahead * (level - usual);
  },
};

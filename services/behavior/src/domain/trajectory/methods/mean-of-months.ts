import { meanOf } from '../averages.ts';
import type { TrajectoryMethod } from '../trajectory-method.ts';

/** Each month to come is the mean of those before: the simplest there is. */
export const meanOfMonths: TrajectoryMethod = {
  name: 'MEAN_OF_MONTHS',
  foresee: meanOf,
};

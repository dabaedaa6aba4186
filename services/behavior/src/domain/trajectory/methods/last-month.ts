import type { TrajectoryMethod } from '../trajectory-method.ts';

/** Each month to come is the last one. Source: Hyndman and Athanasopoulos, 3rd ed., section 5.2 (naive). */
export const lastMonth: TrajectoryMethod = {
  name: 'LAST_MONTH',
  foresee: (months) => months.at(-1)!,
};

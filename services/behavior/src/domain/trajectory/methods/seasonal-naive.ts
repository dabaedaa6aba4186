import type { TrajectoryMethod } from '../trajectory-method.ts';

const YEAR_MONTHS = 12;

/**
 * Each month to come is the same month a year before.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2.
 */
export const seasonalNaive: TrajectoryMethod = {
  name: 'SEASONAL_NAIVE',
  foresee: (months, ahead) => months[months.length - 1 + ahead - YEAR_MONTHS] ?? null,
};

// How much more a person's weeks differ than chance alone would make them: the dispersion of quasi-likelihood, which is
// Pearson's χ² by its degrees of freedom (McCullagh and Nelder 1989, Generalized Linear Models, 4.5, 6.2). Purchases
// come in sprees and with the month: whose weeks always differ needs more to have changed.

import { totalOf } from '../../features/total-of.ts';

/** The square of a deviation tells little of a category rarer than once a period (Cochran 1954, Biometrics 10). */
const EXPECTED_MIN = 1;

/** Counts with all rare categories as one. */
const gathered = (counts: readonly number[], isRare: readonly boolean[]): number[] => [
  ...counts.filter((_, category) => !isRare[category]),
  totalOf(counts.filter((_, category) => isRare[category])),
];

/** Pearson's χ² by its degrees of freedom, widened for coming of few periods; at least chance's own. */
const dispersion = (square: number, freedom: number, periods: number): number =>
  freedom > 0 ? Math.max(1, (square / freedom) * (1 + 2 / periods)) : 1;

/**
 * How many times more the total varies from period to period than independent events would.
 * @param totals one count for each period, all equally long
 * @returns 1 or more; 1 while there is nothing to tell it from
 */
export const dispersionOfTotals = (totals: readonly number[]): number => {
  const mean = totalOf(totals) / totals.length;
  if (!(mean > 0)) return 1;
  const square = totals.reduce((sum, total) => sum + (total - mean) ** 2 / mean, 0);
  return dispersion(square, totals.length - 1, totals.length);
};

/**
 * How many times more the shares of categories vary from period to period than independent events would.
 * @param periods counts by category of each period
 * @returns 1 or more; 1 while there is nothing to tell it from
 */
export const dispersionOfShares = (periods: readonly (readonly number[])[]): number => {
  const filled = periods.filter((counts) => totalOf(counts) > 0);
  if (filled.length === 0) return 1;
  const sums = filled[0]!.map((_, category) => filled.reduce((sum, counts) => sum + counts[category]!, 0));
  const isRare = sums.map((sum) => sum < EXPECTED_MIN * filled.length);
  const wholes = gathered(sums, isRare);
  const total = totalOf(wholes);
  const square = filled.reduce((sum, counts) => {
    const share = totalOf(counts) / total;
    return gathered(counts, isRare).reduce((all, count, category) => {
      const expected = wholes[category]! * share;
      return expected > 0 ? all + (count - expected) ** 2 / expected : all;
    }, sum);
  }, 0);
  const freedom = (filled.length - 1) * (wholes.filter((whole) => whole > 0).length - 1);
  return dispersion(square, freedom, filled.length);
};

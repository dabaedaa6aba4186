/** With 2 degrees of freedom, Student's t holds its middle 95 % so much further out beyond its middle 80 % than … */
const HEAVY = 2.42;
/** … the normal distribution does; with 4 degrees of freedom so much. (t.975 / t.90 − 1) / (z.975 / z.90 − 1) */
const MODERATE = 1.53;
/** Months up to which two degrees of freedom are right, and from which on four are: rolling origins on Berka. */
const [SHORT_DAYS, LONG_DAYS] = [240, 365];

/**
 * How far the 95 % bounds lie beyond the 80 % ones, as a multiple of what drawn ways say: days that were lived cannot
 * show what is rarer than they are many, so the outer bounds are those of Student's t, heavier the shorter the history.
 * @param known days of history
 */
export const tailReach = (known: number): number => {
  const grown = Math.min(Math.max((known - SHORT_DAYS) / (LONG_DAYS - SHORT_DAYS), 0), 1);
  return HEAVY + (MODERATE - HEAVY) * grown;
};

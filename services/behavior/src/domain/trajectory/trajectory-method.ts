/** By which way of reckoning a month was foreseen. */
export type MethodName = 'MEAN_OF_MONTHS' | 'DAMPED_LEVEL' | 'LAST_MONTH' | 'SEASONAL_NAIVE';

/** A way to foresee months of spending from the months before. */
export type TrajectoryMethod = {
  readonly name: MethodName;
  /**
   * What a month will come to; null where the method needs months that are not known.
   * @param months money of each whole month, oldest first, one at least, without a gap
   * @param ahead how many months after the last: 1 and more
   */
  readonly foresee: (months: readonly number[], ahead: number) => number | null;
};

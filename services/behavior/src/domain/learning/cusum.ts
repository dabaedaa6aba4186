/** Two sums that wander off zero once predictions are too low or too high on the whole. */
export type Cusum = {
  /** How far more came than was predicted. */
  readonly above: number;
  /** How far less came than was predicted. */
  readonly below: number;
  readonly count: number;
};

export const CUSUM_START: Cusum = { above: 0, below: 0, count: 0 };

/** Half the shift that is looked for, in standard deviations (Page 1954; Montgomery 2013, 9.1). */
const SLACK = 0.25;
/** One lucky rarity must not shout alone. */
const STEP_MAX = 3;

/**
 * The sums after one more label: its standardised residual (observed − predicted) / √(p(1 − p)), less a slack, each sum
 * kept at 0 or more. With this slack a bound of 14 is passed by chance about once in 8,000 labels
 * (Siegmund 1985, 2.52).
 */
export const nextCusum = ({ above, below, count }: Cusum, predicted: number, observed: 0 | 1): Cusum => {
  const inside = Math.min(Math.max(predicted, 0.001), 0.999);
  const residual = (observed - inside) / Math.sqrt(inside * (1 - inside));
  const step = Math.min(Math.max(residual, -STEP_MAX), STEP_MAX);
  return {
    above: Math.max(above + step - SLACK, 0),
    below: Math.max(below - step - SLACK, 0),
    count: count + 1,
  };
};

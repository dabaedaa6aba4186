import { quantileOf } from './averages.ts';

/** How far below and above what is expected a month will stay in eight of ten cases; neither is negative. */
export type Reach = { readonly below: number; readonly above: number };

const [LOW, HIGH] = [0.1, 0.9];
/** Few months show less than all that may come: at so many, a reach is twice what they show. */
const FEW_MONTHS = 3.5;

/**
 * How far a month may be off: quantiles of what the method's own past forecasts were off and of how far the months seen
 * lie from what is expected, as one sample, widened by `1 + (FEW_MONTHS / months)²`.
 * @param errors of past forecasts, what came less what was expected
 * @param months what each month seen came to, less what is expected, one at least
 */
export const reachOf = (errors: readonly number[], months: readonly number[]): Reach => {
  const off = [...errors, ...months].sort((a, b) => a - b);
  const widened = 1 + (FEW_MONTHS / months.length) ** 2;
  return {
    below: Math.max(0, -quantileOf(off, LOW)) * widened,
    above: Math.max(0, quantileOf(off, HIGH)) * widened,
  };
};

/** Half a row in each bin keeps an empty one from being infinitely far (Jeffreys' prior). */
const HALF = 0.5;

/**
 * Population stability index: Σ (observed − expected) · ln(observed / expected) over bins, both as shares (Siddiqi
 * 2006, 10). Below 0.1 little has changed, above 0.25 much.
 */
export const stabilityIndexOf = (expected: readonly number[], observed: readonly number[]): number => {
  const whole = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count + HALF, 0);
  const [expectedWhole, observedWhole] = [whole(expected), whole(observed)];
  return expected.reduce((sum, count, bin) => {
    const was = (count + HALF) / expectedWhole;
    const is = ((observed[bin] ?? 0) + HALF) / observedWhole;
    return sum + (is - was) * Math.log(is / was);
  }, 0);
};

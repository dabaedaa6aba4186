/** From here on Stirling's series is exact to eleven digits; below, the argument is raised step by step. */
const STIRLING_FROM = 15;
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/**
 * ln Γ(x) for x > 0: Stirling's series (Abramowitz and Stegun 1964, 6.1.41), reached by Γ(x + 1) = x Γ(x) (6.1.15).
 */
export const logGamma = (x: number): number => {
  let [raised, factor] = [x, 1];
  for (; raised < STIRLING_FROM; raised += 1) factor *= raised;
  const square = raised * raised;
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / raised;
  return (raised - 0.5) * Math.log(raised) - raised + HALF_LOG_TWO_PI + series - Math.log(factor);
};

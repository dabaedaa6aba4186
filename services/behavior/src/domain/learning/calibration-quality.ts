/** Mean squared distance between what was predicted and what came (Brier 1950). */
export const brierOf = (probabilities: ArrayLike<number>, labels: ArrayLike<number>): number => {
  let sum = 0;
  for (let row = 0; row < labels.length; row += 1) sum += (probabilities[row]! - labels[row]!) ** 2;
  return sum / labels.length;
};

/**
 * Expected calibration error: rows in order of their probability, in bins of equal count; the mean distance between
 * predicted and observed, weighted by rows (Naeini, Cooper and Hauskrecht 2015, with equal-mass bins).
 */
export const calibrationErrorOf = (probabilities: ArrayLike<number>, labels: ArrayLike<number>, bins = 10): number => {
  const order = Int32Array.from(probabilities, (_, index) => index).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const from = Math.floor((bin * order.length) / bins);
    const to = Math.floor(((bin + 1) * order.length) / bins);
    let difference = 0;
    for (let at = from; at < to; at += 1) difference += probabilities[order[at]!]! - labels[order[at]!]!;
    error += Math.abs(difference);
  }
  return error / order.length;
};

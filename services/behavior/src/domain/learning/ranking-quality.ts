/** Indices by falling score. */
const byScore = (scores: ArrayLike<number>): Int32Array =>
  Int32Array.from(scores, (_, index) => index).sort((a, b) => scores[b]! - scores[a]!);

/**
 * Area under the receiver operating characteristic: how often a positive scores above a negative, ties counting half
 * (Mann and Whitney 1947). NaN where one of both is missing.
 */
export const aucOf = (scores: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const order = byScore(scores);
  let [positives, negatives, wins] = [0, 0, 0];
  for (let start = 0; start < order.length; ) {
    let [tiedPositives, tiedNegatives, end] = [0, 0, start];
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) {
      if (labels[order[end]!] === 1) tiedPositives += 1;
      else tiedNegatives += 1;
      end += 1;
    }
    wins += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    start = end;
  }
  return wins / (positives * negatives);
};

/**
 * Average precision: Σ (recall gained at a threshold × precision there), thresholds at distinct scores, without
 * interpolation (Manning, Raghavan and Schütze 2008, 8.4). NaN where nothing is positive.
 */
export const averagePrecisionOf = (scores: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const order = byScore(scores);
  let [hits, sum] = [0, 0];
  for (let start = 0; start < order.length; ) {
    let [tied, end] = [0, start];
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) {
      tied += labels[order[end]!] === 1 ? 1 : 0;
      end += 1;
    }
    hits += tied;
    sum += tied * (hits / end);
    start = end;
  }
  return sum / hits;
};

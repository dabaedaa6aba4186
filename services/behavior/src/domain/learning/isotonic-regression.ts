/** A rising staircase: up to `upTo[i]` a score means `values[i]`, beyond the last as the last. */
export type Isotonic = { readonly upTo: readonly number[]; readonly values: readonly number[] };

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): of all functions that never fall, the one
 * nearest to the labels in the sum of squares. Equal scores get one value.
 */
export const fitIsotonic = (scores: ArrayLike<number>, labels: ArrayLike<number>): Isotonic => {
  const order = Int32Array.from(scores, (_, index) => index).sort((a, b) => scores[a]! - scores[b]!);
  const pools: { upTo: number; sum: number; count: number }[] = [];
  for (const row of order) {
    const last = pools.at(-1);
    if (last && last.upTo === scores[row]) {
      last.sum += labels[row]!;
      last.count += 1;
    } else pools.push({ upTo: scores[row]!, sum: labels[row]!, count: 1 });
  }
  const risen: typeof pools = [];
  for (const pool of pools) {
    risen.push({ ...pool });
    while (risen.length > 1 && risen.at(-2)!.sum * risen.at(-1)!.count >= risen.at(-1)!.sum * risen.at(-2)!.count) {
      const { upTo, sum, count } = risen.pop()!;
      const below = risen.at(-1)!;
      risen[risen.length - 1] = { upTo, sum: below.sum + sum, count: below.count + count };
    }
  }
  return { upTo: risen.map(({ upTo }) => upTo), values: risen.map(({ sum, count }) => sum / count) };
};

/** The value of the stair on which a score stands. */
export const isotonicOf = ({ upTo, values }: Isotonic, score: number): number => {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (score <= upTo[middle]!) high = middle;
    else low = middle + 1;
  }
  return values[low]!;
};

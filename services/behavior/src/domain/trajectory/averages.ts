/** The mean of some numbers, one at least. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The quantile between two neighbours of sorted numbers, one at least (Hyndman and Fan 1996, type 7). */
export const quantileOf = (sorted: readonly number[], at: number): number => {
  const place = (sorted.length - 1) * at;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
};

/** The middle of some numbers, one at least. */
export const medianOf = (values: readonly number[]): number =>
  quantileOf(
    values.toSorted((a, b) => a - b),
    0.5,
  );

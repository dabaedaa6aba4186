/**
 * The inner edges of bins that hold about as many values each, rising; fewer where values repeat. A value belongs to
 * the first bin whose edge it does not exceed; NaN, which cannot be told, has the bin after the last.
 */
export const quantileEdges = (column: Float64Array, binsMax: number): number[] => {
  const told = Float64Array.from(column.filter((value) => !Number.isNaN(value))).sort();
  if (told.length === 0) return [];
  const edges: number[] = [];
  for (let bin = 1; bin < binsMax; bin += 1) {
    const edge = told[Math.min(Math.floor((bin * told.length) / binsMax), told.length - 1)]!;
    if (edge < told[told.length - 1]! && edge !== edges[edges.length - 1]) edges.push(edge);
  }
  return edges;
};

/** The bin of a value: 0 to `edges.length`, and one more for what cannot be told. */
export const binOf = (edges: readonly number[], value: number): number => {
  if (Number.isNaN(value)) return edges.length + 1;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** How many values each bin has, the last those that cannot be told. */
export const countBins = (edges: readonly number[], column: Float64Array): number[] => {
  const counts = Array.from({ length: edges.length + 2 }, () => 0);
  for (const value of column) counts[binOf(edges, value)]! += 1;
  return counts;
};

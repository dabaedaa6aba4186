/**
 * Labelled rows to learn from. `columns[input][row]` is a number, NaN where it could not be told; `labels[row]` is 1
 * or 0.
 */
export type Sample = {
  readonly columns: readonly Float64Array[];
  readonly labels: Uint8Array;
};

/** Some rows of a sample, in the order given. */
export const rowsOf = ({ columns, labels }: Sample, rows: readonly number[]): Sample => ({
  columns: columns.map((column) => Float64Array.from(rows, (row) => column[row]!)),
  labels: Uint8Array.from(rows, (row) => labels[row]!),
});

/** The sample of rows that are given one by one. */
export const sampleOf = (rows: readonly (readonly number[])[], labels: readonly number[]): Sample => ({
  columns: (rows[0] ?? []).map((_, input) => Float64Array.from(rows, (row) => row[input]!)),
  labels: Uint8Array.from(labels),
});

/** The inputs of one row. */
export const rowOf = ({ columns }: Sample, row: number): number[] => columns.map((column) => column[row]!);

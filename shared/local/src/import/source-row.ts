import type { MappingRow } from '@rapport/contracts';

/** One row of a file, with where it stands and the bytes it was told in. */
export type SourceRow = {
  readonly values: MappingRow;
  /** The line as it stands in the file, or the object in its canonical spelling. */
  readonly raw: string;
  readonly file: string;
  /** The line it begins on, from 1; in a JSON document the number of the object. */
  readonly line: number;
};

/** A row that was not taken: where it stands, what is wrong, and how to mend it. */
export type Rejected = {
  readonly file: string;
  readonly line: number;
  /** The field, where it is one. */
  readonly path: string;
  readonly reason: string;
};

/** What was read of a file. */
export type ReadRows = { readonly rows: readonly SourceRow[]; readonly rejected: readonly Rejected[] };

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { z } from 'zod';
import type { Sample } from '../domain/learning/sample.ts';

/** Rows that cannot be learnt from; says which and why. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** What stands in a cell of a row. */
export type Cell = string | number | boolean | null;

/** One labelled row: cells by column. Empty or null cannot be told. */
export type LabelledRow = Readonly<Record<string, Cell>>;

const LABELS: Readonly<Record<string, 0 | 1>> = {
  '1': 1,
  true: 1,
  confirmed: 1,
  '0': 0,
  false: 0,
  false_alert: 0,
};
const rowShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const NOT_INPUTS = new Set(['customer', 'at', 'label']);

const csvRows = (text: string): LabelledRow[] => {
  const [head, ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head!.split(',').map((cell) => cell.trim());
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== names.length) {
      throw new InputError(`line ${index + 2} has ${cells.length} cells and the header ${names.length}`);
    }
    return Object.fromEntries(names.map((name, column) => [name, cells[column]!.trim()]));
  });
};

const jsonRows = (text: string): LabelledRow[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index): LabelledRow => {
      try {
        const row: unknown = JSON.parse(line);
        const read = rowShape.safeParse(row);
        if (read.success) return read.data;
      } catch {
        // Told below like a line that is JSON and no object.
      }
      throw new InputError(`line ${index + 1} is no JSON object of numbers and words`);
    });

/** The labelled rows of a file. @throws InputError where it cannot be read as such */
export const rowsOfFile = (file: string): LabelledRow[] => {
  const text = readFileSync(file, 'utf8');
  const kind = extname(file);
  if (kind === '.csv') return csvRows(text);
  if (kind === '.jsonl' || kind === '.ndjson') return jsonRows(text);
  throw new InputError(`${file} is neither .csv nor .jsonl`);
};

const numberOf = (cell: Cell | undefined, where: string): number => {
  if (cell === null || cell === undefined || cell === '') return NaN;
  const value = Number(cell);
  if (!Number.isFinite(value))
    throw new InputError(`${where}: "${String(cell)}" is no number; leave empty what is unknown`);
  return value;
};

const labelOf = (cell: Cell | undefined, row: number): 0 | 1 => {
  const label = LABELS[String(cell).toLowerCase()];
  if (label === undefined) throw new InputError(`row ${row + 1}: label "${String(cell)}" is neither 1 nor 0`);
  return label;
};

/** Rows ready to be learnt from. */
export type Lesson = {
  readonly inputs: readonly string[];
  readonly sample: Sample;
  readonly from: string | null;
  readonly to: string | null;
  /** How many rows stand under a customer who has another. */
  readonly repeated: number;
};

/**
 * The sample of labelled rows: every column but `customer`, `at` and `label` is an input, or only those chosen.
 * @throws InputError where a cell is no number, a label is unknown, or a chosen column is missing
 */
export const lessonOf = (rows: readonly LabelledRow[], chosen: readonly string[] | null): Lesson => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !NOT_INPUTS.has(name)).sort();
  const missing = (chosen ?? []).filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new InputError(`no row has ${missing.join(', ')}`);
  const inputs = chosen ?? columns;
  if (rows.length === 0 || inputs.length === 0) throw new InputError('there are no rows with inputs');
  const instants = rows.flatMap(({ at }) => (typeof at === 'string' && at !== '' ? [new Date(at)] : []));
  if (instants.some((at) => Number.isNaN(at.getTime()))) throw new InputError('an `at` is no instant: write ISO 8601');
  const sorted = instants.map((at) => at.toISOString()).sort();
  const customers = rows.flatMap(({ customer }) =>
    customer === undefined || customer === '' ? [] : [String(customer)],
  );
  return {
    inputs,
    sample: {
      columns: inputs.map((name) =>
        Float64Array.from(rows, (row, index) => numberOf(row[name], `row ${index + 1}, ${name}`)),
      ),
      labels: Uint8Array.from(rows, ({ label }, index) => labelOf(label, index)),
    },
    from: sorted[0] ?? null,
    to: sorted.at(-1) ?? null,
    repeated: customers.length - new Set(customers).size,
  };
};

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One measured figure: in what area, of what, how much of which unit, and beside what it stands. */
export type Figure = {
  readonly area: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with in the same run. */
  readonly beside?: { readonly what: string; readonly value: number };
  /** The limit that is to be reached, as a ratio of value to `beside`, or of the value itself. */
  readonly reach?: string;
};

const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Prints the figures as a table and writes them as JSON. */
export const report = (figures: readonly Figure[], file: string): void => {
  const rows = figures.map(({ area, what, value, unit, beside, reach }) => [
    area,
    what,
    `${rounded(value)} ${unit}`,
    beside ? `${rounded(beside.value)} ${unit} (${beside.what})` : '',
    beside ? rounded(value / beside.value) : '',
    reach ?? '',
  ]);
  const head = ['area', 'what', 'ours', 'beside', 'ratio', 'reach'];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  for (const row of [head, ...rows]) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), figures }, null, 2)}\n`);
};

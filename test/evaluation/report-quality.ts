import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One figure of learning quality. */
export type Measured = {
  readonly task: string;
  readonly metric: string;
  readonly ours: number;
  /** Its middle 95 %, by bootstrap. */
  readonly interval: readonly [number, number];
  readonly baseline: number | null;
  readonly split: string;
  readonly seed: number;
};

/** Prints the figures as a table and writes them as JSON. */
export const reportQuality = (figures: readonly Measured[], file: string): void => {
  const head = ['task', 'metric', 'ours', 'interval', 'baseline', 'split', 'seed'];
  const rows = figures.map(({ task, metric, ours, interval, baseline, split, seed }) => [
    task,
    metric,
    ours.toFixed(4),
    interval.map((end) => end.toFixed(4)).join('–'),
    baseline?.toFixed(4) ?? '',
    split,
    String(seed),
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column]!));
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ figures }, null, 2)}\n`);
};

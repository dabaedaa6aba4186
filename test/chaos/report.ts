import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DoneFault } from './faults.ts';
import { type Finding, isBad } from './finding.ts';
import type { Options } from './options.ts';
import { SETTLED_WITHIN_MS, type Settled } from './settle.ts';
import type { Told } from './told.ts';

/** What a run found. */
export type Report = {
  readonly options: Options;
  readonly told: { readonly calls: number; readonly people: number; readonly stops: number; readonly retries: number };
  readonly faults: readonly DoneFault[];
  readonly settled: Settled;
  readonly findings: readonly Finding[];
  /** Figures that are neither right nor wrong. */
  readonly notes: Readonly<Record<string, number>>;
  readonly verdict: 'GREEN' | 'RED';
};

const isSettled = ({ isAtRest, afterMs }: Settled): boolean => isAtRest && afterMs <= SETTLED_WITHIN_MS;

/** Puts a run together and judges it. */
export const makeReport = (run: Omit<Report, 'verdict' | 'told'> & { readonly told: Told }): Report => {
  const { told, ...rest } = run;
  const { accepted, userIds, stops, retries } = told;
  return {
    ...rest,
    told: { calls: accepted.size, people: userIds.size, stops: stops.size, retries },
    verdict: run.findings.some(isBad) || !isSettled(run.settled) ? 'RED' : 'GREEN',
  };
};

const countOf = (faults: readonly DoneFault[]): string => {
  const counts = new Map<string, number>();
  for (const { what, done } of faults) if (done) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, count]) => `${count} × ${what}`)
    .join(', ');
};

/** A run as a table for people. */
export const describeReport = ({ options, told, faults, settled, findings, notes, verdict }: Report): string => {
  const heads = ['', 'expected', 'found', 'lost', 'doubled', 'wrong'];
  const rows = findings.map((one) => [
    one.what,
    ...[one.expected, one.found, one.lost, one.doubled, one.wrong].map(String),
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  const bad = findings.filter(isBad);
  return [
    '',
    `${told.calls} calls of ${told.people} people in ${options.seconds} s, ${told.stops} stops`,
    `${told.retries} requests tried again`,
    `faults: ${countOf(faults)}`,
    '',
    line(heads),
    ...rows.map(line),
    '',
    ...bad.map(({ what, examples }) => `✗ ${what}: ${examples.join('; ')}`),
    `${isSettled(settled) ? '' : '✗ '}settled ${(settled.afterMs / 1_000).toFixed(1)} s after the last fault and call` +
      `${settled.isAtRest ? '' : ' (not at rest)'}; last under way: ${settled.lastUnderWay.join('; ') || 'nothing'}`,
    `noted: ${Object.entries(notes)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    `seed ${options.seed}: ${verdict}`,
  ].join('\n');
};

/** Keeps a run as JSON. */
export const writeReport = async (file: string, report: Report): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
};

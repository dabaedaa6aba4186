import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { UnknownMail } from './check-mails.ts';
import type { DoneFault } from './faults.ts';
import { type Finding, isBad } from './finding.ts';
import type { Options } from './options.ts';
import { SETTLED_WITHIN_MS, type Settled } from './settle.ts';
import type { Told } from './told.ts';

/** What a run found. */
export type Report = {
  readonly options: Options;
  readonly told: Readonly<Record<'calls' | 'people' | 'stops' | 'retries' | 'seconds', number>>;
  readonly faults: readonly DoneFault[];
  readonly settled: Settled;
  readonly findings: readonly Finding[];
  /** E-mails that were handed over without an answer; none of them may be repeated. */
  readonly unknown: readonly UnknownMail[];
  /** Figures that are neither right nor wrong. */
  readonly notes: Readonly<Record<string, number>>;
  readonly verdict: 'GREEN' | 'RED';
};

/** Puts a run together and judges it. */
export const makeReport = (run: Omit<Report, 'verdict' | 'told'> & { readonly told: Told }): Report => {
  const { told, ...rest } = run;
  const { accepted, userIds, stops, retries, seconds } = told;
  return {
    ...rest,
    told: { calls: accepted.size, people: userIds.size, stops: stops.size, retries, seconds },
    verdict: run.findings.some(isBad) || !run.settled.isAtRest ? 'RED' : 'GREEN',
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

const UNKNOWN_SHOWN_MAX = 5;

const describeUnknown = (unknown: readonly UnknownMail[]): string => {
  const shown = unknown.slice(0, UNKNOWN_SHOWN_MAX);
  const taken = unknown.filter(({ isTaken }) => isTaken).length;
  const ids = shown.map(({ messageId, isTaken }) => `${messageId} (${isTaken ? 'taken' : 'not taken'})`);
  return (
    `e-mails of unknown outcome: ${unknown.length}, of which the mail server has ${taken}` +
    `${ids.length > 0 ? `: ${ids.join(', ')}` : ''}${unknown.length > shown.length ? ', …' : ''}`
  );
};

/** A run as a table for people. */
export const describeReport = (report: Report): string => {
  const { options, told, faults, settled, findings, unknown, notes, verdict } = report;
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
    `${told.calls} calls of ${told.people} people in ${told.seconds} s, ${told.stops} stops`,
    `${told.retries} requests tried again`,
    `faults: ${countOf(faults)}`,
    '',
    line(heads),
    ...rows.map(line),
    '',
    ...bad.map(({ what, examples }) => `✗ ${what}: ${examples.join('; ')}`),
    `${settled.isAtRest ? '' : '✗ not '}settled ${(settled.afterMs / 1_000).toFixed(1)} s after the last fault and ` +
      `call (${SETTLED_WITHIN_MS / 1_000} s wanted); last on its way: ${settled.lastUnderWay.join('; ') || 'none'}`,
    describeUnknown(unknown),
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

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MappingDocument } from '@rapport/contracts';
import { LocalError } from '../local-error.ts';
import { openImportState } from './import-state.ts';
import { type PlannedCall, planCalls } from './plan-calls.ts';
import { readInputs } from './read-inputs.ts';
import { type Door, type Outgoing, outgoingOf, sendCalls, writeRejects } from './send-calls.ts';
import type { Rejected } from './source-row.ts';

/** How many calls of one kind became what. */
export type KindCount = {
  readonly kind: string;
  /** Said for the first time, and taken. */
  readonly sent: number;
  /** A line that had been said otherwise, or by another mapping. */
  readonly corrected: number;
  /** Said and taken in an earlier run. */
  readonly already: number;
  /** After today once shifted: a later import sends them. */
  readonly ahead: number;
};

/** What an import came to. */
export type ImportSummary = {
  readonly kinds: readonly KindCount[];
  /** Flaws of rows; a row may have several. */
  readonly rejected: readonly Rejected[];
  readonly rejectsFile: string;
  readonly sendingMs: number;
};

/** What an import is run with. */
export type ImportRun = {
  readonly mapping: MappingDocument;
  readonly paths: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly door: Door;
  /** Where it remembers what was taken; one folder for each mapping and house. */
  readonly stateDir: string;
  readonly rejectsFile?: string | undefined;
  readonly now: Date;
  readonly onProgress: (sent: number, total: number) => void;
};

const checkParameters = ({ mapping, parameters }: ImportRun): void => {
  const missing = mapping.parameters.filter((name) => !parameters[name]);
  const unknown = Object.keys(parameters).filter((name) => !mapping.parameters.includes(name));
  if (missing.length === 0 && unknown.length === 0) return;
  throw new LocalError('UNSUPPORTED', 'the parameters do not fit the mapping', 'say --set NAME=VALUE for each', [
    ...missing.map((name) => `${name} is missing`),
    ...unknown.map((name) => `${name} is not one of ${mapping.parameters.join(', ') || 'none'}`),
  ]);
};

const REACH_MS_MAX = 10_000;

/** A house that is not there is told at once; one that is busy is waited for while sending. */
const checkDoor = async ({ url, signal }: Door): Promise<void> => {
  const timeout = AbortSignal.timeout(REACH_MS_MAX);
  try {
    await fetch(new URL('/healthz', url), { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  } catch (error) {
    if (signal?.aborted) throw new LocalError('STOPPED', 'the import was stopped', 'run it again: it goes on');
    const why = error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : 'unknown';
    const remedy = 'start the house with npm start (the same PORT), or name another one with --url';
    throw new LocalError('NOT_READY', `nobody answers at ${url}; nothing was sent`, remedy, [why]);
  }
};

const countKinds = (
  planned: readonly PlannedCall[],
  taken: readonly Outgoing[],
  { due, ahead }: { due: ReadonlySet<PlannedCall>; ahead: ReadonlyMap<string, number> },
): KindCount[] =>
  [...new Set([...planned.map(({ kind }) => kind), ...ahead.keys()])].map((kind) => {
    const own = taken.filter((one) => one.planned.kind === kind);
    const corrected = own.filter(({ isCorrection }) => isCorrection).length;
    return {
      kind,
      sent: own.length - corrected,
      corrected,
      already: planned.filter((one) => one.kind === kind && !due.has(one)).length,
      ahead: ahead.get(kind) ?? 0,
    };
  });

/**
 * Runs an import: reads everything, refuses what cannot be used at all before anything is sent, and sends what was not
 * taken before. Run again after whatever happened, it goes on where it was.
 * @throws LocalError with its remedy
 */
export const runImport = async (run: ImportRun): Promise<ImportSummary> => {
  const { mapping, paths, parameters, door, stateDir, now, onProgress } = run;
  checkParameters(run);
  const inputs = await readInputs(mapping, paths);
  await checkDoor(door);
  const state = await openImportState(stateDir);
  const plan = planCalls(mapping, inputs, { now, parameters, shifts: state.shifts });
  const rejectsFile = run.rejectsFile ?? join(stateDir, 'rejects.ndjson');
  await rm(rejectsFile, { force: true });
  if (plan.rejected.length > 0) await writeRejects(rejectsFile, plan.rejected);
  if (plan.shifts.size > state.shifts.size) await state.saveShifts(plan.shifts);
  const outgoing = plan.calls.flatMap((planned) => outgoingOf(planned, state.said.get(planned.lineId), now) ?? []);
  const begun = performance.now();
  onProgress(0, outgoing.length);
  const refused = await sendCalls(outgoing, door, {
    state,
    rejectsFile,
    onSent: (sent) => onProgress(sent, outgoing.length),
  });
  const places = new Set(refused.map(({ file, line }) => `${file} ${line}`));
  const taken = outgoing.filter(({ planned: { row } }) => !places.has(`${row.file} ${row.line}`));
  return {
    kinds: countKinds(plan.calls, taken, { due: new Set(outgoing.map(({ planned }) => planned)), ahead: plan.ahead }),
    rejected: [...plan.rejected, ...refused],
    rejectsFile,
    sendingMs: performance.now() - begun,
  };
};

import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pause } from './deadline.ts';
import { LocalError, systemErrorCode } from './local-error.ts';
import { findPlaceElsewhere } from './postgres-place.ts';
import { findProcess } from './process-identity.ts';

/** The folder of an installation, at the root of the repository. */
export const DATA_DIR_NAME = '.rapport';

/** Where everything lies in the folder of an installation (absolute paths when `root` is one). */
export interface DataLayout {
  readonly root: string;
  /** Who is running from it: the lock. */
  readonly lockFile: string;
  /** Programs fetched; no data, so `--fresh` keeps it. */
  readonly bin: string;
  readonly postgres: string;
  readonly nats: string;
  readonly logs: string;
}

/** A folder that is ours until `release()`; the lock of a process that died counts for nothing. */
export interface DataLock {
  release(): Promise<void>;
}

/** The layout of the installation in `root`, usually `<repository>/.rapport`. */
export function dataLayout(root: string): DataLayout {
  return {
    root,
    lockFile: join(root, 'lock.json'),
    bin: join(root, 'bin'),
    postgres: join(root, 'postgres'),
    nats: join(root, 'nats'),
    logs: join(root, 'logs'),
  };
}

/**
 * Makes the folder when it is missing and takes it for this process. Throws `DATA_IN_USE` while another one that is
 * alive has it; the lock of one that died, also one whose number was given to another program since, is taken over.
 */
export async function lockDataDir(layout: DataLayout): Promise<DataLock> {
  await mkdir(layout.root, { recursive: true });
  const me = await findProcess(process.pid);
  const mine = JSON.stringify({ pid: process.pid, startedAt: me?.startedAt ?? '', token: randomUUID() });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await create(layout.lockFile, mine)) return { release: () => release(layout.lockFile, mine) };
    const found = await readFile(layout.lockFile, 'utf8').catch(() => '');
    const holder = await findHolder(found);
    if (holder !== null) throw inUse(layout, holder);
    await removeStale(layout.lockFile, found);
  }
  throw inUse(layout, null);
}

const TAKEOVER_MS_MAX = 5_000;

/**
 * Removes the lock of a process that died. One at a time, and only while it is still that lock: of two who find it at
 * the same moment, the slower must not remove the new lock of the faster.
 */
async function removeStale(file: string, stale: string): Promise<void> {
  const claim = `${file}.takeover`;
  try {
    await writeFile(claim, '', { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    const claimedAt = (await stat(claim).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - claimedAt > TAKEOVER_MS_MAX) await rm(claim, { force: true });
    return pause(50);
  }
  try {
    if ((await readFile(file, 'utf8').catch(() => null)) === stale) await rm(file, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
}

/**
 * Removes the data, the streams, the secrets and the logs, also data that lies elsewhere because of permissions; keeps
 * `bin`. The caller holds the lock, and keeps it.
 */
export async function removeData(layout: DataLayout): Promise<void> {
  const elsewhere = await findPlaceElsewhere(layout.postgres);
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  const kept = new Set([layout.bin, layout.lockFile]);
  const paths = (await readdir(layout.root).catch(() => [])).map((name) => join(layout.root, name));
  await Promise.all(paths.filter((path) => !kept.has(path)).map((path) => rm(path, { recursive: true, force: true })));
}

/** The file appears with its content or not at all, so nobody reads half a lock. */
async function create(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The number of the living process that has the installation in `root`, or null. */
export async function findLockHolder(root: string): Promise<number | null> {
  return findHolder(await readFile(dataLayout(root).lockFile, 'utf8').catch(() => ''));
}

/** The number of the living process that wrote a lock, or null. */
async function findHolder(text: string): Promise<number | null> {
  const lock = parse(text);
  if (!lock) return null;
  const found = await findProcess(lock.pid);
  return found && found.startedAt === lock.startedAt ? lock.pid : null;
}

function parse(text: string): { readonly pid: number; readonly startedAt: string } | null {
  try {
    const { pid, startedAt }: { pid?: unknown; startedAt?: unknown } = JSON.parse(text);
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

async function release(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
}

function inUse(layout: DataLayout, holder: number | null): LocalError {
  const who = holder === null ? 'another process' : `process ${holder}`;
  const remedy = holder === null ? 'try again' : `stop it first (Ctrl-C in its terminal, or kill ${holder})`;
  return new LocalError('DATA_IN_USE', `Rapport is running from ${layout.root} already (${who})`, remedy);
}

import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settleWithin } from './deadline.ts';
import { LocalError } from './local-error.ts';
import { findCharacterLocale } from './postgres-binaries.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { startProcess } from './process.ts';

/** A complete PostgreSQL data folder and the password of its superuser `postgres`. */
export interface PostgresCluster {
  readonly folder: string;
  readonly password: string;
}

const PASSWORD_FILE = 'superuser-password';
const BUILDING_PREFIX = 'cluster.building-';
const INITDB_TAKES_AT_MOST_MS = 120_000;

/** Where the data is, or will be. */
export function clusterFolder(place: PostgresPlace): string {
  return join(place.folder, 'cluster');
}

/**
 * Opens the cluster of `place`, or makes it: initdb works in a folder beside it that is renamed when it is complete, so
 * that one interrupted is simply made anew. Throws `DATA_DAMAGED`, with `npm start -- --fresh` as the remedy, when
 * there is a cluster that is half there, lost its password or belongs to another major version. `dataDir` (ours)
 * keeps the password, mode 600.
 */
export async function ensureCluster(dataDir: string, place: PostgresPlace, sync: boolean): Promise<PostgresCluster> {
  const folder = clusterFolder(place);
  const passwordFile = join(dataDir, PASSWORD_FILE);
  const entries = await readdir(folder).catch(() => []);
  if (entries.length > 0) {
    await requireComplete(folder, majorOf(place.binaries.version));
    return { folder, password: await readPassword(passwordFile, folder) };
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const building = await runInitdb(dataDir, place, password, sync);
  await rm(folder, { recursive: true, force: true });
  await rename(building, folder);
  return { folder, password };
}

async function requireComplete(folder: string, major: string): Promise<void> {
  const [version, control] = await Promise.all([
    readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null),
    stat(join(folder, 'global', 'pg_control')).catch(() => null),
  ]);
  if (version === null || control === null) {
    throw damaged(`the database folder ${folder} is only half there (its setup was interrupted)`);
  }
  if (version.trim() !== major) {
    throw damaged(`the database folder ${folder} was made by PostgreSQL ${version.trim()}, this is ${major}`);
  }
}

async function readPassword(file: string, folder: string): Promise<string> {
  const password = await readFile(file, 'utf8').catch(() => '');
  if (password.trim() === '') throw damaged(`the password of the database folder ${folder} is gone (${file})`);
  return password.trim();
}

async function runInitdb(dataDir: string, place: PostgresPlace, password: string, sync: boolean): Promise<string> {
  await removeUnfinished(place.folder);
  const building = join(place.folder, `${BUILDING_PREFIX}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${building}.password`;
  await mkdir(building, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { identity } = place;
  if (identity) {
    await chown(building, identity.uid, identity.gid);
    await chown(passwordFile, identity.uid, identity.gid);
  }
  try {
    const initdb = await startProcess({
      command: place.binaries.initdb,
      args: await initdbArguments(building, passwordFile, sync),
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      cwd: '/',
      ...(identity ? { identity } : {}),
      logFile: join(dataDir, 'initdb.log'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 5_000,
    });
    const exit = (await settleWithin(initdb.exited, INITDB_TAKES_AT_MOST_MS)) ?? (await initdb.stop());
    if (exit.code === 0) return building;
    const lines = await initdb.lastLines(10);
    const message = 'PostgreSQL could not set up its data folder';
    throw new LocalError('NOT_READY', message, `see ${dataDir}/initdb.log`, lines);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/*
 * Sorting and case mapping are PostgreSQL's own C.UTF-8, the same on every system; only the classification of letters,
 * on which pg_trgm depends, comes from the system's locale.
 */
async function initdbArguments(folder: string, passwordFile: string, sync: boolean): Promise<readonly string[]> {
  return [
    `--pgdata=${folder}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${await findCharacterLocale()}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // Nor may an initdb that is killed leave shared memory behind outside its folder, when all is to be thrown away.
    ...(sync ? [] : ['--no-sync', '--set=dynamic_shared_memory_type=mmap']),
  ];
}

async function removeUnfinished(folder: string): Promise<void> {
  const unfinished = (await readdir(folder)).filter((name) => name.startsWith(BUILDING_PREFIX));
  // An initdb whose starter was killed a moment ago may still be writing: try again while folders are not empty.
  const options = { recursive: true, force: true, maxRetries: 30, retryDelay: 20 };
  await Promise.all(unfinished.map((name) => rm(join(folder, name), options)));
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

function damaged(message: string): LocalError {
  return new LocalError('DATA_DAMAGED', message, 'npm start -- --fresh');
}

import { execFile } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { LocalError } from './local-error.ts';
import type { Log } from './log.ts';
import { binariesIn, findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import type { Identity } from './process.ts';

const run = promisify(execFile);

/** Where PostgreSQL keeps its data and as whom it runs. */
export interface PostgresPlace {
  /** The cluster is `<folder>/cluster`. Either the data folder asked for or, where that is out of reach, another. */
  readonly folder: string;
  /** Absent when it runs as ourselves. */
  readonly identity?: Identity;
  readonly binaries: PostgresBinaries;
}

const POINTER = 'location';
const ELSEWHERE_PREFIX = 'rapport-postgres-';

/**
 * PostgreSQL refuses to run as root. For root it runs as the user `postgres` (made when missing), who has to reach data
 * and programs; a folder under one that is closed to others is out of reach, and the permissions of people's folders
 * are not ours to change: then the data goes to a folder under TMPDIR, and `<dataDir>/location` says where.
 * `wholly` gives the folder itself to that user, not only the cluster in it.
 */
export async function findPostgresPlace(dataDir: string, wholly: boolean, log: Log): Promise<PostgresPlace> {
  const binaries = await findPostgresBinaries();
  await mkdir(dataDir, { recursive: true });
  if (process.getuid?.() !== 0) return { folder: dataDir, binaries };
  const identity = await ensurePostgresUser();
  if (wholly) await chown(dataDir, identity.uid, identity.gid);
  const folder = await findReachableFolder(dataDir, identity, log);
  return { folder, identity, binaries: await reachableBinaries(binaries, folder, identity) };
}

/** The folder that `<dataDir>/location` points to, or null when the data is in `dataDir` itself. */
export async function findPlaceElsewhere(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, POINTER), 'utf8').catch(() => '');
  const folder = text.trim();
  // Somebody will remove what this returns: never a folder that we did not make.
  return basename(folder).startsWith(ELSEWHERE_PREFIX) ? folder : null;
}

async function ensurePostgresUser(): Promise<Identity> {
  const found = await findPostgresUser();
  if (found) return found;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']).catch(
    () => undefined,
  );
  const created = await findPostgresUser();
  if (created) return created;
  throw new LocalError(
    'UNSUPPORTED',
    'PostgreSQL does not run as root, and the system user "postgres" could not be made',
    'run this as a normal user, or make a system user named postgres',
  );
}

async function findPostgresUser(): Promise<Identity | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function findReachableFolder(dataDir: string, identity: Identity, log: Log): Promise<string> {
  const elsewhere = await findPlaceElsewhere(dataDir);
  if (elsewhere) {
    if (await stat(elsewhere).catch(() => null)) return elsewhere;
    throw new LocalError('DATA_DAMAGED', `the database folder ${elsewhere} is gone`, 'npm start -- --fresh');
  }
  if (await canReach(dataDir, identity)) return dataDir;
  for (const base of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    const folder = await mkdtemp(join(base, ELSEWHERE_PREFIX)).catch(() => null);
    if (!folder) continue;
    await chown(folder, identity.uid, identity.gid);
    if (await canReach(folder, identity)) {
      await writeFile(join(dataDir, POINTER), `${folder}\n`, { mode: 0o600 });
      log(`PostgreSQL runs as user postgres, who cannot reach ${dataDir}: its data is in ${folder}`);
      return folder;
    }
    await rm(folder, { recursive: true, force: true });
  }
  throw new LocalError(
    'UNSUPPORTED',
    'PostgreSQL does not run as root, and the user postgres can reach no temporary folder',
    'run this as a normal user, or set TMPDIR to a folder open to all',
  );
}

async function reachableBinaries(
  binaries: PostgresBinaries,
  folder: string,
  identity: Identity,
): Promise<PostgresBinaries> {
  if (await canReach(join(binaries.home, 'bin'), identity)) return binaries;
  const home = join(folder, `postgresql-${binaries.version}`);
  await cp(binaries.home, home, { recursive: true, verbatimSymlinks: true, force: false });
  return binariesIn(home, binaries.version);
}

/** Asks the system itself, as that user: permissions, access lists and mounts all have their say. */
async function canReach(folder: string, identity: Identity): Promise<boolean> {
  const options = { ...identity, cwd: '/', timeout: 5_000 };
  return run('/bin/sh', ['-c', 'cd "$1" && test -r .', 'reach', folder], options).then(
    () => true,
    () => false,
  );
}

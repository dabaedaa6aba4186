import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fetchDebianNatsServer } from './debian-nats-server.ts';
import { LocalError } from './local-error.ts';
import type { Log } from './log.ts';
import type { NatsProgram } from './nats-program.ts';

const run = promisify(execFile);

/** Where to look for nats-server. */
export interface FindNatsServerOptions {
  /** What is fetched is kept here: the folder `.rapport/bin`. */
  readonly cacheDir: string;
  /** The setting NATS_SERVER: where the person says it is. */
  readonly setting?: string;
  /** Instead of our own PATH. */
  readonly searchPath?: string;
  /** False looks only on this machine. Default true. */
  readonly fetch?: boolean;
  readonly log: Log;
}

const OLDEST = [2, 10] as const;

/**
 * Finds a nats-server of at least 2.10 (older ones do not know `sync_interval`): the setting, PATH, what was fetched
 * before; else, on Debian, fetches the newest that the machine's own mirror has. Throws `NOT_INSTALLED` with the remedy
 * for this system.
 */
export async function findNatsServer(options: FindNatsServerOptions): Promise<NatsProgram> {
  const cached = join(options.cacheDir, 'nats-server');
  const candidates = [options.setting, await findOnPath(options.searchPath), cached];
  for (const path of candidates) {
    if (!path) continue;
    const version = await versionOf(path);
    if (version && isRecentEnough(version)) return { path, version };
    if (version) options.log(`nats-server ${version} (${path}) is too old: ${OLDEST.join('.')} or newer is needed`);
    else if (path === options.setting) options.log(`NATS_SERVER=${path} is no nats-server that runs here`);
  }
  if (options.fetch ?? true) {
    const fetched = await fetchDebianNatsServer({ cacheDir: options.cacheDir, accept: acceptable, log: options.log });
    if (fetched) return fetched;
  }
  const message = `nats-server ${OLDEST.join('.')} or newer was not found`;
  throw new LocalError('NOT_INSTALLED', message, remedyFor(process.platform));
}

/** The one line that helps on a system (`process.platform`). */
export function remedyFor(platform: NodeJS.Platform): string {
  const docker = 'or: docker run -p 4222:4222 nats:2 -js, and set NATS_URL=nats://127.0.0.1:4222';
  if (platform === 'darwin') return `brew install nats-server; ${docker}`;
  return `put nats-server from https://nats.io/download on PATH, or set NATS_SERVER to it; ${docker}`;
}

async function acceptable(path: string): Promise<NatsProgram | null> {
  const version = await versionOf(path);
  return version && isRecentEnough(version) ? { path, version } : null;
}

async function findOnPath(searchPath: string | undefined): Promise<string | null> {
  const options = { timeout: 5_000, ...(searchPath === undefined ? {} : { env: { PATH: searchPath } }) };
  const found = await run('/bin/sh', ['-c', 'command -v nats-server'], options).catch(() => null);
  return found?.stdout.trim() || null;
}

async function versionOf(path: string): Promise<string | null> {
  try {
    await access(path);
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
    return /v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

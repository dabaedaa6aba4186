import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort, requireFreePort } from './free-port.ts';
import { Keeper } from './keeper.ts';
import type { Log } from './log.ts';
import { clusterFolder, ensureCluster } from './postgres-cluster.ts';
import { findPostgresPlace, type PostgresPlace } from './postgres-place.ts';
import { awaitPredecessor } from './predecessor.ts';

/** How to start PostgreSQL on this machine. */
export interface PostgresOptions {
  /** Kept between runs; made when missing. */
  readonly dataDir: string;
  /** Default: any free port. */
  readonly port?: number;
  /** False gives up safety against a crash of the machine, not of PostgreSQL: for tests only. Default true. */
  readonly durable?: boolean;
  /** True removes the data when it stops, even when we are killed: for tests only. Default false. */
  readonly ephemeral?: boolean;
  readonly log: Log;
}

/** A PostgreSQL that accepts connections on 127.0.0.1; started again when it crashes. */
export interface RunningPostgres {
  readonly port: number;
  /** Of the superuser, with its password: for making databases, never for a service. */
  readonly adminUrl: string;
  /** Its keeper, for a supervisor; `kill()` and `start()` play a crash. */
  readonly keeper: Keeper;
  /** Breaks off what is running and shuts down cleanly. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;
const PORT_IS_FREED_WITHIN_MS = 1_000;

/**
 * Starts PostgreSQL on the data of `dataDir`, setting that up at the first time. Throws `LocalError`: `PORT_TAKEN`,
 * `DATA_DAMAGED`, `DATA_IN_USE`, `NOT_READY`, `NOT_INSTALLED` or `UNSUPPORTED`.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const durable = options.durable ?? true;
  const place = await findPostgresPlace(options.dataDir, options.ephemeral ?? false, options.log);
  const folder = clusterFolder(place);
  const beforeStart = (): Promise<void> => awaitPredecessor(join(folder, 'postmaster.pid'), folder, 'PostgreSQL');
  await beforeStart();
  const port = options.port ?? (await findFreePort());
  if (options.port) await requireFreePort(port, 'PostgreSQL', PORT_IS_FREED_WITHIN_MS);
  const cluster = await ensureCluster(options.dataDir, place, durable);
  const adminUrl = `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
  const keeper = new Keeper({
    name: 'postgres',
    log: options.log,
    beforeStart,
    isReady: () => acceptsQueries(adminUrl),
    readyWithinMs: READY_WITHIN_MS,
    process: {
      command: place.binaries.postgres,
      args: ['-D', cluster.folder, '-p', String(port), ...settings(durable)],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
      ...(place.identity ? { identity: place.identity } : {}),
      logFile: join(options.dataDir, 'postgres.log'),
      // To PostgreSQL SIGTERM means "wait until every client has gone"; SIGINT lets go of them.
      stopSignal: 'SIGINT',
      stopWithinMs: STOP_WITHIN_MS,
      orphanStopWithinMs: STOP_WITHIN_MS,
      ...(options.ephemeral ? { removeIfOrphaned: place.folder } : {}),
    },
  });
  await keeper.start();
  const stop = async (): Promise<void> => {
    await keeper.stop();
    if (options.ephemeral) await removeData(options.dataDir, place);
  };
  return { port, adminUrl, keeper, stop };
}

async function acceptsQueries(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function settings(durable: boolean): readonly string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // A kept plan locks every part of a partitioned table.
    max_locks_per_transaction: '256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
    // The text of a failed statement and the detail of its error hold rows, that is, data about people.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : THROWAWAY_SETTINGS),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

// Commits are still written before they are answered, so that they outlive a crash of PostgreSQL itself.
const THROWAWAY_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
  // Shared memory in the data folder goes with it, also after SIGKILL; elsewhere it would stay until the next boot.
  dynamic_shared_memory_type: 'mmap',
};

async function removeData(dataDir: string, place: PostgresPlace): Promise<void> {
  await rm(place.folder, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findFreePort, requireFreePort } from './free-port.ts';
import { Keeper } from './keeper.ts';
import type { Log } from './log.ts';
import { awaitPredecessor } from './predecessor.ts';

/**
 * Who may connect. Without `publish` and `subscribe` everything is allowed (the administrator); with them, exactly the
 * subjects listed (`*` and `>` are wildcards), and an empty list allows none. `allowResponses` lets it answer what it
 * is asked.
 */
export interface NatsUser {
  readonly user: string;
  readonly password: string;
  readonly publish?: readonly string[];
  readonly subscribe?: readonly string[];
  readonly allowResponses?: boolean;
}

/** How to start nats-server on this machine. */
export interface NatsOptions {
  readonly binary: string;
  /** Kept between runs; made when missing. Holds the streams, the configuration (mode 600) and the log. */
  readonly storeDir: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Without users anybody on this machine may connect: for tests only. */
  readonly users: readonly NatsUser[];
  /** True: JetStream acknowledges after fsync. False: within ten seconds after, which only a power cut can tell. */
  readonly syncAlways: boolean;
  /** True removes the data when it stops, even when we are killed: for tests only. Default false. */
  readonly ephemeral?: boolean;
  readonly log: Log;
}

/** A nats-server with JetStream that accepts connections on 127.0.0.1; started again when it crashes. */
export interface RunningNats {
  /** Without credentials. */
  readonly url: string;
  readonly port: number;
  /** Its keeper, for a supervisor; `kill()` and `start()` play a crash. */
  readonly keeper: Keeper;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const PORT_IS_FREED_WITHIN_MS = 1_000;

/** Starts nats-server; throws `LocalError`: `PORT_TAKEN`, `DATA_IN_USE` or `NOT_READY`. */
export async function startNats(options: NatsOptions): Promise<RunningNats> {
  const { storeDir } = options;
  const configFile = join(storeDir, 'nats-server.conf');
  const beforeStart = (): Promise<void> => awaitPredecessor(join(storeDir, 'nats.pid'), configFile, 'nats-server');
  await mkdir(storeDir, { recursive: true });
  await beforeStart();
  const port = options.port ?? (await findFreePort());
  if (options.port) await requireFreePort(port, 'nats-server', PORT_IS_FREED_WITHIN_MS);
  await writeFile(configFile, natsConfig({ ...options, port }), { mode: 0o600 });
  // The mode above counts only for a new file.
  await chmod(configFile, 0o600);
  if (!options.syncAlways) {
    options.log('nats-server: sync is relaxed here (a power cut may lose ten seconds); production syncs always');
  }
  const keeper = new Keeper({
    name: 'nats',
    log: options.log,
    beforeStart,
    isReady: () => greets(port),
    readyWithinMs: READY_WITHIN_MS,
    process: {
      command: options.binary,
      args: ['-c', configFile],
      env: { PATH: '/usr/bin:/bin' },
      logFile: join(storeDir, 'nats-server.log'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
      ...(options.ephemeral ? { removeIfOrphaned: storeDir } : {}),
    },
  });
  await keeper.start();
  const stop = async (): Promise<void> => {
    await keeper.stop();
    if (options.ephemeral) await rm(storeDir, { recursive: true, force: true });
  };
  return { url: `nats://127.0.0.1:${port}`, port, keeper, stop };
}

/** The text of the configuration file; nats-server wants white space around every brace. */
export function natsConfig(options: Omit<NatsOptions, 'log' | 'binary'> & { readonly port: number }): string {
  const { storeDir, port, users, syncAlways } = options;
  return [
    'server_name: "rapport"',
    'host: "127.0.0.1"',
    `port: ${port}`,
    `pid_file: ${quoted(join(storeDir, 'nats.pid'))}`,
    'max_payload: 1MB',
    'jetstream {',
    `  store_dir: ${quoted(join(storeDir, 'streams'))}`,
    `  sync_interval: ${syncAlways ? 'always' : '"10s"'}`,
    '}',
    ...(users.length === 0 ? [] : ['authorization {', '  users: [', ...users.map(userLine), '  ]', '}']),
    '',
  ].join('\n');
}

function userLine(user: NatsUser): string {
  const login = `user: ${quoted(user.user)}, password: ${quoted(user.password)}`;
  if (!user.publish && !user.subscribe) return `    { ${login} }`;
  const permissions = [
    `publish: ${subjects(user.publish ?? [])}`,
    `subscribe: ${subjects(user.subscribe ?? [])}`,
    `allow_responses: ${user.allowResponses ?? false}`,
  ];
  return `    { ${login}, permissions: { ${permissions.join(', ')} } }`;
}

/** To nats-server an empty list of allowed subjects means all of them. */
function subjects(allowed: readonly string[]): string {
  return allowed.length === 0 ? '{ deny: ">" }' : `{ allow: [ ${allowed.map(quoted).join(', ')} ] }`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A nats-server greets every connection with INFO, and listens only once its streams are recovered. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => settle(data.toString('latin1').startsWith('INFO ')));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
    socket.once('close', () => settle(false));
  });
}

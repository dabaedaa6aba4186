import { DOMAINS, natsPermissionsOf } from '@rapport/contracts';
import { connectNats, createLog, provision } from '@rapport/platform';
import { type LocalConfig, REPOSITORY } from './config.ts';
import { dataLayout, lockDataDir, removeData } from './data-dir.ts';
import { ensureDatabases } from './databases.ts';
import { gatewayEnvironment, type Places } from './environments.ts';
import { findNatsServer } from './find-nats-server.ts';
import { findFreePort, requireFreePort } from './free-port.ts';
import { removeHouseFile, writeHouseFile } from './house-file.ts';
import type { Log } from './log.ts';
import { type NatsUser, startNats } from './nats-server.ts';
import { startPostgres } from './postgres.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { PROCESSES, type ProcessName, SERVICES, type ServiceName } from './service-names.ts';
import { startProcesses } from './start-processes.ts';
import { Supervisor } from './supervisor.ts';
import { signToken, type TokenRequest } from './token.ts';

/** How a house is started. */
export type RapportOptions = LocalConfig & {
  readonly fresh: boolean;
  /** Throw-away data, for tests: faster, and gone afterwards. */
  readonly ephemeral?: boolean;
  /** JetStream acknowledges only what is on disk, as in production; default false: a laptop's disk is slow. */
  readonly syncAlways?: boolean;
  /** Services and gateway that share one process, for tests: lighter, but none can be killed alone. Default none. */
  readonly together?: readonly ProcessName[];
  readonly log: Log;
};

/** A whole house at work on this machine. */
export type Rapport = {
  /** The front door. */
  readonly url: string;
  readonly secrets: Secrets;
  readonly places: Places;
  readonly supervisor: Supervisor;
  /** The environment of the gateway's process, for another gateway before the same services. */
  readonly gatewaySettings: Readonly<Record<string, string>>;
  /** The instant that it is in the house. */
  now(): Date;
  token(request: Omit<TokenRequest, 'now'>): Promise<string>;
  stop(): Promise<void>;
};

// Small streams: a laptop has not the disk of a cluster.
const STREAM_BYTES_MAX = 512 * 1_048_576;

const natsUsers = ({ natsPasswords }: Secrets): NatsUser[] => [
  { user: 'admin', password: natsPasswords.admin },
  ...DOMAINS.map((service) => ({
    user: service,
    password: natsPasswords[service],
    ...natsPermissionsOf(service),
  })),
];

const withUser = (url: string, user: string, password: string): string => {
  const full = new URL(url);
  full.username = user;
  full.password = password;
  return full.href;
};

const everyService = <T>(value: (service: ServiceName) => T): Record<ServiceName, T> =>
  Object.fromEntries(SERVICES.map((service) => [service, value(service)])) as Record<ServiceName, T>;

type Grounds = { supervisor: Supervisor; secrets: Secrets; layout: ReturnType<typeof dataLayout> };

const openNats = async (
  { natsServer, natsUrl, ephemeral, syncAlways, log }: RapportOptions,
  { supervisor, secrets, layout }: Grounds,
) => {
  const local = natsUrl
    ? null
    : await startNats({
        binary: (await findNatsServer({ cacheDir: layout.bin, setting: natsServer, log })).path,
        storeDir: layout.nats,
        users: natsUsers(secrets),
        syncAlways: syncAlways ?? false,
        ephemeral: ephemeral ?? false,
        log,
      });
  if (local) supervisor.adopt(local.keeper);
  const adminUrl = local ? withUser(local.url, 'admin', secrets.natsPasswords.admin) : natsUrl!;
  const nats = await connectNats(adminUrl, 'provision', createLog('provision', 'warn'));
  await provision(nats, { bytesMax: STREAM_BYTES_MAX });
  await nats.close();
  const natsUrls = everyService((service) =>
    local ? withUser(local.url, service, secrets.natsPasswords[service]) : adminUrl,
  );
  return { adminUrl, natsUrls };
};

const openDatabases = async (
  { databaseUrls, ephemeral, log }: RapportOptions,
  { supervisor, secrets, layout }: Grounds,
) => {
  if (databaseUrls) return databaseUrls;
  const throwAway = ephemeral ?? false;
  const postgres = await startPostgres({ dataDir: layout.postgres, durable: !throwAway, ephemeral: throwAway, log });
  supervisor.adopt(postgres.keeper);
  return ensureDatabases(
    postgres.adminUrl,
    SERVICES.map((name) => ({ name, role: name, password: secrets.databasePasswords[name] })),
  );
};

const choosePorts = async (port: number): Promise<Places['ports']> => {
  if (port !== 0) await requireFreePort(port, 'the front door');
  const ports = new Set<number>();
  while (ports.size < PROCESSES.length) ports.add(await findFreePort());
  const free = [...ports];
  return { ...everyService((service) => free[SERVICES.indexOf(service)]!), gateway: port || free.at(-1)! };
};

/**
 * Starts a whole house: PostgreSQL and NATS unless others are given, then every service, then the gateway. Each
 * process has its own database role and NATS credentials.
 * @throws LocalError that says in one line what is wrong and what to do
 */
export async function startRapport(options: RapportOptions): Promise<Rapport> {
  const { dataDir, fresh, log, logLevel, now: pretended, port, smtpUrl } = options;
  const layout = dataLayout(dataDir);
  const lock = await lockDataDir(layout);
  const supervisor = new Supervisor({ logDir: layout.logs, cwd: REPOSITORY, log });
  const leave = async () => {
    await removeHouseFile(layout.root);
    await lock.release();
  };
  const stop = async () => {
    await supervisor.stop();
    await leave();
  };
  supervisor.stopOnSignals(leave);
  try {
    if (fresh) await removeData(layout);
    const ports = await choosePorts(port);
    const secrets = await loadSecrets(layout.root);
    const grounds = { supervisor, secrets, layout };
    log('starting PostgreSQL and NATS');
    const [databaseUrls, { adminUrl, natsUrls }] = await Promise.all([
      openDatabases(options, grounds),
      openNats(options, grounds),
    ]);
    const clockOffsetMs = pretended ? pretended.getTime() - Date.now() : 0;
    const publicUrl = `http://localhost:${ports.gateway}`;
    const places: Places = { ports, databaseUrls, natsUrls, publicUrl, clockOffsetMs, logLevel, smtpUrl };
    await startProcesses(options, { supervisor, secrets, places });
    await writeHouseFile(layout.root, { places, natsAdminUrl: adminUrl, streamBytesMax: STREAM_BYTES_MAX });
    const now = () => new Date(Date.now() + clockOffsetMs);
    return {
      url: publicUrl,
      secrets,
      places,
      supervisor,
      gatewaySettings: gatewayEnvironment(secrets, places),
      now,
      token: (request) => signToken(secrets.issuerKey, { ...request, now: now() }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

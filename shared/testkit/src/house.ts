import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  dataLayout,
  findNatsServer,
  PROCESSES,
  type ProcessName,
  type Rapport,
  REPOSITORY,
  removeData,
  SERVICES,
  type ServiceName,
  startRapport,
  type TokenRequest,
} from '@rapport/local';
import type { Storage } from '@rapport/platform';
import { type TestDatabase, testDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { readNatsServerSetting, readTestServers } from './jest/config.ts';
import { migrateWith } from './service.ts';

export {
  callsOf,
  type DemoCustomer,
  type GeneratedCustomer,
  type GroundTruth,
  generateCustomer,
  generatePopulation,
  generatePopulationCustomer,
  PROCESSES,
  type Protagonist,
  type SegmentCall,
  storyOf,
} from '@rapport/local';

/** What the front door answers to a GraphQL request. */
export type FrontDoorAnswer<Data> = {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: Record<string, unknown>;
  }[];
};

/** The whole house, as `npm start` starts it, on throw-away data. */
export type TestHouse = {
  readonly rapport: Rapport;
  readonly url: string;
  /** Where its data, secrets and logs are. */
  readonly dataDir: string;
  /** Asks the graph through the front door. */
  ask<Data>(
    who: Omit<TokenRequest, 'now'>,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<FrontDoorAnswer<Data>>;
  /** Sends calls to `/v1/batch` and returns what it answers. */
  send(calls: readonly object[]): Promise<{ status: number; body: unknown }>;
  /** A text message comes in, signed as Twilio signs it. */
  text(message: { from: string; body: string; sid?: string }): Promise<{ status: number; reply: string }>;
  /** The lines a process has logged. */
  logOf(process: string): Promise<string>;
  stop(): Promise<void>;
};

const REQUEST_MS_MAX = 15_000;

/** The signature of Twilio: base64 of HMAC-SHA1(token, url ‖ every parameter's name and value, sorted by name). */
export const twilioSignature = (token: string, url: string, form: Readonly<Record<string, string>>): string => {
  const parameters = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha1', token)
    .update(url + parameters.map(([name, value]) => name + value).join(''))
    .digest('base64');
};

const textWith =
  ({ secrets, url }: Rapport): TestHouse['text'] =>
  async ({ from, body, sid = `SM${crypto.randomUUID().replaceAll('-', '')}` }) => {
    const target = `${url}/webhooks/twilio/inbound`;
    const form = { MessageSid: sid, From: from, To: '+15550100000', Body: body, NumMedia: '0' };
    const response = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioSignature(secrets.twilioAuthToken, target, form),
      },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(REQUEST_MS_MAX),
    });
    return { status: response.status, reply: await response.text() };
  };

const sendWith =
  ({ secrets, url }: Rapport): TestHouse['send'] =>
  async (batch) => {
    const response = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${secrets.writeKeys.demo}:`).toString('base64')}`,
      },
      body: JSON.stringify({ batch }),
      signal: AbortSignal.timeout(REQUEST_MS_MAX),
    });
    return { status: response.status, body: await response.json() };
  };

const askWith =
  (rapport: Rapport): TestHouse['ask'] =>
  async (who, query, variables = {}) => {
    const response = await fetch(`${rapport.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await rapport.token(who)}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(REQUEST_MS_MAX),
    });
    return { errors: [], ...((await response.json()) as object), status: response.status } as never;
  };

type HouseOptions = {
  /** The instant that it is to be, RFC 3339; time runs on from it. */
  readonly now: string;
  readonly natsServer: string | undefined;
  readonly log: (line: string) => void;
  /** The server that takes e-mail; null for none. */
  readonly smtpUrl?: string | null;
  /** Databases of another PostgreSQL; default: one of its own. */
  readonly databaseUrls?: Rapport['places']['databaseUrls'] | null;
  /** Whether JetStream acknowledges only what is on disk. Default false. */
  readonly syncAlways?: boolean;
  /** Services and gateway that share one process. Default none. */
  readonly together?: readonly ProcessName[];
};

const readLog = (dataDir: string, process: string): Promise<string> =>
  readFile(join(dataDir, 'logs', `${process}.log`), 'utf8');

const openHouse = async ({ now, ...options }: HouseOptions): Promise<TestHouse> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rapport-house-'));
  // The database's user has to reach its own folder in it.
  await chmod(dataDir, 0o711);
  // After a signal nothing else comes to run.
  const clearAtExit = () => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', clearAtExit);
  const clear = async () => {
    // Also what lies elsewhere, because the database's user may not enter here.
    await removeData(dataLayout(dataDir));
    await rm(dataDir, { recursive: true, force: true });
    process.off('exit', clearAtExit);
  };
  const rapport = await startRapport({
    port: 0,
    dataDir,
    now: new Date(now),
    natsUrl: null,
    databaseUrls: null,
    smtpUrl: null,
    nodeEnv: 'test',
    logLevel: 'info',
    fresh: false,
    ephemeral: true,
    ...options,
  }).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  return {
    rapport,
    url: rapport.url,
    dataDir,
    ask: askWith(rapport),
    send: sendWith(rapport),
    text: textWith(rapport),
    logOf: async (process) => {
      if (!options.together?.includes(process as ProcessName)) return readLog(dataDir, process);
      const lines = (await readLog(dataDir, 'together')).split('\n');
      return lines.filter((line) => line.includes(`"service":"${process}"`)).join('\n');
    },
    stop: async () => {
      await rapport.stop();
      await clear();
    },
  };
};

/** A database of the run's PostgreSQL, copied from one that the service's own migrations made once per run. */
const databaseOf = (service: ServiceName): Promise<TestDatabase> =>
  testDatabase({
    name: service,
    migrate: async (url) => {
      // By path, as a house starts services: what is shared depends on none of them.
      const stores = pathToFileURL(join(REPOSITORY, 'services', service, 'src', 'store', 'stores.ts'));
      const { storage } = (await import(stores.href)) as { storage: Storage };
      await migrateWith(service, storage)(url);
    },
  });

/** What a test asks of a house. */
type TestHouseOptions = Pick<HouseOptions, 'now' | 'smtpUrl'> & {
  /** What runs as a process of its own, as in production, so that it can be killed alone; the rest shares one. */
  readonly apart?: readonly ProcessName[];
};

/**
 * Starts a whole house at a fixed instant, on databases of the run's PostgreSQL. It takes some seconds: one per test
 * file.
 */
export const testHouse = async ({ now, smtpUrl, apart = [] }: TestHouseOptions): Promise<TestHouse> => {
  const databases = await Promise.all(SERVICES.map(async (service) => [service, await databaseOf(service)] as const));
  const drop = () => Promise.all(databases.map(([, database]) => database.drop()));
  const house = await openHouse({
    now,
    smtpUrl: smtpUrl ?? null,
    databaseUrls: Object.fromEntries(
      databases.map(([service, { url }]) => [service, url]),
    ) as Rapport['places']['databaseUrls'],
    natsServer: readTestServers().natsServer,
    together: PROCESSES.filter((name) => !apart.includes(name)),
    log: () => undefined,
  }).catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  const stop = async () => {
    await house.stop();
    await drop();
  };
  return { ...house, stop };
};

/** The same outside Jest, for programs that test the house in their own way. */
export const houseOutsideJest = async ({
  now,
  log,
  smtpUrl,
  syncAlways = false,
  databaseUrls = null,
}: Pick<HouseOptions, 'now' | 'log' | 'smtpUrl' | 'syncAlways' | 'databaseUrls'>): Promise<TestHouse> => {
  const cacheDir = join(REPOSITORY, '.rapport', 'bin');
  const { path } = await findNatsServer({ cacheDir, setting: readNatsServerSetting(), log });
  return openHouse({ now, smtpUrl: smtpUrl ?? null, syncAlways, databaseUrls, natsServer: path, log });
};

/** The customer behind a user id, once profile knows them. */
export const customerOf = (house: TestHouse, userId: string): Promise<string> =>
  eventually(
    async () => {
      const { data } = await house.ask<{ customerByIdentity: { id: string } | null } | null>(
        { role: 'agent' },
        'query ($value: String!) { customerByIdentity(type: USER_ID, value: $value) { id } }',
        { value: userId },
      );
      const id = data?.customerByIdentity?.id;
      if (!id) throw new Error(`${userId} is not known yet`);
      return id;
    },
    { timeoutMs: 15_000 },
  );

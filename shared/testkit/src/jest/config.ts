/** What the global setup of a Jest run tells its workers. */
export interface TestServers {
  /** Superuser of the run's PostgreSQL; only the testkit itself uses it. */
  readonly adminUrl: string;
  /** The role that owns every test database, without special rights, like a service's. */
  readonly role: string;
  readonly password: string;
  /** The nats-server program. */
  readonly natsServer: string;
}

/*
 * Workers are processes of their own and get the environment that global setup leaves behind:
 *   RAPPORT_TEST_ADMIN_URL    superuser URL of the run's PostgreSQL
 *   RAPPORT_TEST_ROLE         owner of the test databases
 *   RAPPORT_TEST_PASSWORD     its password
 *   RAPPORT_TEST_NATS_SERVER  path of the nats-server program
 */
const NAMES = {
  adminUrl: 'RAPPORT_TEST_ADMIN_URL',
  role: 'RAPPORT_TEST_ROLE',
  password: 'RAPPORT_TEST_PASSWORD',
  natsServer: 'RAPPORT_TEST_NATS_SERVER',
} as const;

/** NATS_SERVER: where the person who runs the tests says that nats-server is. */
export function readNatsServerSetting(): string | undefined {
  return process.env['NATS_SERVER'];
}

/** Leaves the servers of this run to the workers that start from now on. */
export function publishTestServers(servers: TestServers): void {
  process.env[NAMES.adminUrl] = servers.adminUrl;
  process.env[NAMES.role] = servers.role;
  process.env[NAMES.password] = servers.password;
  process.env[NAMES.natsServer] = servers.natsServer;
}

/** The servers of this run; throws when Jest was started without the testkit's global setup. */
export function readTestServers(): TestServers {
  const read = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: Jest has to run with shared/testkit/src/jest/global-setup.ts`);
    return value;
  };
  return {
    adminUrl: read(NAMES.adminUrl),
    role: read(NAMES.role),
    password: read(NAMES.password),
    natsServer: read(NAMES.natsServer),
  };
}

/** The seed of a run that is to be repeated: RAPPORT_TEST_SEED, a whole number; undefined when not set. */
export function readTestSeed(): number | undefined {
  const text = process.env['RAPPORT_TEST_SEED'];
  if (!text) return undefined;
  const seed = Number(text);
  if (!Number.isInteger(seed)) throw new Error(`RAPPORT_TEST_SEED=${text} is not a whole number`);
  return seed;
}

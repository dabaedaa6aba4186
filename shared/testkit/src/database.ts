import { randomBytes } from 'node:crypto';
import { asAdmin, urlOf } from '@rapport/local';
import { readTestServers, type TestServers } from './jest/config.ts';

/** What kind of database a test wants. */
export interface TestDatabaseOptions {
  /** One template per name and Jest run: usually the service. Lower-case letters, digits and underscores. */
  readonly name: string;
  /** Brings an empty database up to date; called at most once per run. Has to close its connections. */
  readonly migrate: (url: string) => Promise<void>;
}

/** A database of one test file, of which nobody else knows. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

// The server takes 200 connections; a test that forgets to close its own should fail alone, not everybody else.
const CONNECTIONS_PER_DATABASE = 40;

/**
 * Makes a database for a test file by copying a template, which is itself made once per run and name by `migrate`; the
 * first worker makes it and the others wait. pg_trgm is there; the owner has no special rights, like a service's role.
 */
export async function testDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const { name, migrate } = options;
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`"${name}" cannot be the name of a test database`);
  const servers = readTestServers();
  const template = `template_${name}`;
  const database = `${name}_${randomBytes(6).toString('hex')}`;
  await ensureTemplate(servers, template, migrate);
  await asAdmin(servers.adminUrl, async (admin) => {
    // Without fsync the two checkpoints of a copy by file cost less than writing every page through the log.
    await admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY file_copy OWNER ${servers.role}`);
    await admin.query(`ALTER DATABASE ${database} CONNECTION LIMIT ${CONNECTIONS_PER_DATABASE}`);
  });
  const drop = (): Promise<void> =>
    asAdmin(servers.adminUrl, async (admin) => {
      await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    });
  return { url: urlOf(servers.adminUrl, database, servers.role, servers.password), drop };
}

async function ensureTemplate(
  servers: TestServers,
  template: string,
  migrate: (url: string) => Promise<void>,
): Promise<void> {
  await asAdmin(servers.adminUrl, async (admin) => {
    const exists = async (): Promise<boolean> =>
      (await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])).rowCount === 1;
    if (await exists()) return;
    // Held by this connection and gone with it, so a worker that dies half way does not block the others.
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    if (await exists()) return;
    const building = `${template}_building`;
    await admin.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${building} OWNER ${servers.role}`);
    await asAdmin(urlOf(servers.adminUrl, building), (inside) => inside.query('CREATE EXTENSION pg_trgm'));
    await migrate(urlOf(servers.adminUrl, building, servers.role, servers.password));
    // A connection left open, an autovacuum worker included, would make every copy fail.
    await admin.query(`ALTER DATABASE ${building} WITH ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [building]);
    await admin.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  });
}

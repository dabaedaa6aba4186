import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin, dataLayout, ensureDatabases, type RunningPostgres, removeData, startPostgres } from '@rapport/local';
import { findPlaceElsewhere } from '../src/postgres-place.ts';

const log = (): void => undefined;
const roots: string[] = [];

/** A folder that only we may enter: as root, PostgreSQL has to find another place for its data. */
async function closedDataDir(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'rapport-postgres-test-'));
  roots.push(root);
  return join(root, 'postgres');
}

async function clusterOf(dataDir: string): Promise<string> {
  return join((await findPlaceElsewhere(dataDir)) ?? dataDir, 'cluster');
}

async function select(url: string, text: string): Promise<readonly unknown[]> {
  return asAdmin(url, async (client) => (await client.query(text)).rows);
}

afterAll(async () => {
  for (const root of roots) {
    await removeData(dataLayout(root));
    await rm(root, { recursive: true, force: true });
  }
});

describe('PostgreSQL on this machine', () => {
  let dataDir: string;
  let postgres: RunningPostgres;

  beforeAll(async () => {
    dataDir = await closedDataDir();
    postgres = await startPostgres({ dataDir, log });
    await select(postgres.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
  });
  afterAll(() => postgres.stop());

  test('listens on this machine only, and is safe against a crash', async () => {
    const rows = await select(
      postgres.adminUrl,
      'SELECT name, setting FROM pg_settings WHERE name IN ' +
        "('listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes', 'unix_socket_directories') ORDER BY 1",
    );
    expect(rows).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
  });

  test('lets nobody in without its password, which is kept for us alone', async () => {
    const url = new URL(postgres.adminUrl);
    url.password = 'postgres';
    await expect(select(url.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed');
    const file = await stat(join(dataDir, 'superuser-password'));
    expect(file.mode & 0o777).toBe(0o600);
  });

  test('takes every letter into account when it looks for similar names', async () => {
    expect(await select(postgres.adminUrl, 'CREATE EXTENSION pg_trgm')).toEqual([]);
    expect(await select(postgres.adminUrl, "SELECT similarity('Zoë', 'Zo') < 1 AS told_apart")).toEqual([
      { told_apart: true },
    ]);
  });

  test('comes back with its data when it is killed', async () => {
    process.kill(Number(postgres.keeper.status().pid), 'SIGKILL');
    await once(AbortSignal.timeout(50), 'abort');
    await postgres.keeper.start();
    expect(await select(postgres.adminUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('is not started twice on the same data', async () => {
    const second = startPostgres({ dataDir, port: postgres.port, log });
    await once(AbortSignal.timeout(300), 'abort');
    // What looks like a killed predecessor on its way out is waited for.
    await postgres.stop();
    postgres = await second;
    expect(await select(postgres.adminUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('starts after a crash whose pid now belongs to another program', async () => {
    await postgres.keeper.kill();
    const pidFile = join(await clusterOf(dataDir), 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await writeFile(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'));
    await postgres.keeper.start();
    expect(await select(postgres.adminUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });
});

describe('a service’s database', () => {
  let postgres: RunningPostgres;

  beforeAll(async () => {
    postgres = await startPostgres({ dataDir: await closedDataDir(), durable: false, ephemeral: true, log });
  });
  afterAll(() => postgres.stop());

  test('belongs to the service’s own role and is closed to the others', async () => {
    const wanted = [
      { name: 'profile', role: 'profile', password: "p'1%:/@" },
      { name: 'consent', role: 'consent', password: 'c1' },
    ] as const;
    const urls = await ensureDatabases(postgres.adminUrl, wanted);
    await select(urls.profile, 'CREATE TABLE customer (id text)');
    expect(await select(urls.profile, "SELECT current_user::text AS me, similarity('a', 'a') AS same")).toEqual([
      { me: 'profile', same: 1 },
    ]);
    const foreign = new URL(urls.consent);
    foreign.pathname = '/profile';
    await expect(select(foreign.toString(), 'SELECT 1')).rejects.toThrow('permission denied for database');
    foreign.pathname = '/postgres';
    await expect(select(foreign.toString(), 'SELECT 1')).rejects.toThrow('permission denied for database');
    expect(
      await select(
        urls.consent,
        'SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user',
      ),
    ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
  });

  test('keeps its tables when it is ensured again, and takes the new password', async () => {
    const ensure = (password: string): Promise<Readonly<Record<'messaging', string>>> =>
      ensureDatabases(postgres.adminUrl, [{ name: 'messaging', role: 'messaging', password }]);
    const old = await ensure('old');
    await select(old.messaging, 'CREATE TABLE kept AS SELECT 1 AS one');
    const changed = await ensure('new');
    expect(await select(changed.messaging, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await expect(select(old.messaging, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });
});

describe('what cannot work is told in one line with its remedy', () => {
  let dataDir: string;
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test('a data folder that is only half there', async () => {
    dataDir = await closedDataDir();
    await mkdir(join(dataDir, 'cluster'), { recursive: true });
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '18\n');
    await writeFile(join(dataDir, 'location'), '');
    if (process.getuid?.() === 0) {
      // As root the cluster would be looked for where the user postgres can reach it.
      const elsewhere = await mkdtemp(join(tmpdir(), 'rapport-postgres-'));
      roots.push(elsewhere);
      await mkdir(join(elsewhere, 'cluster'));
      await writeFile(join(elsewhere, 'cluster', 'PG_VERSION'), '18\n');
      await writeFile(join(dataDir, 'location'), elsewhere);
    }
    await expect(startPostgres({ dataDir, log })).rejects.toMatchObject({
      code: 'DATA_DAMAGED',
      message: expect.stringContaining('only half there'),
      remedy: 'npm start -- --fresh',
    });
  });

  test('a port that another program uses', async () => {
    dataDir = await closedDataDir();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startPostgres({ dataDir, port, log })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: `port ${port}, wanted by PostgreSQL, is used by another program`,
    });
    other.close();
    await removeData(dataLayout(join(dataDir, '..')));
  }, 15_000);
});

test('a first start that was killed half way is simply done again', async () => {
  const dataDir = await closedDataDir();
  const starter = fileURLToPath(new URL('fixtures/start-postgres.ts', import.meta.url));
  const first = spawn(process.execPath, [starter, dataDir], { stdio: 'ignore' });
  await once(AbortSignal.timeout(400), 'abort');
  first.kill('SIGKILL');
  await once(first, 'exit');
  const postgres = await startPostgres({ dataDir, durable: false, log });
  expect(await select(postgres.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
}, 20_000);

// A database that says nothing any more: its machine is gone, or a firewall on the way has forgotten the connection.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type TestDatabase, testClock, testDatabase } from '@rapport/testkit';
import { createLog, createTransact, type Database, openDatabase, sql } from '../index.ts';
import { isOutage } from '../src/outage.ts';

const STATEMENT_MS = 400;

let testbase: TestDatabase;
let way: Server;
let database: Database;
const ends: Socket[] = [];
let isSilent = false;

const open = (url: string, statementMs: number) =>
  openDatabase(
    { url, poolSize: 2, name: 'test', statementMs },
    { tables: [], migrations: [] },
    createLog('test', 'silent'),
  );

beforeAll(async () => {
  testbase = await testDatabase({ name: 'silence', migrate: async () => {} });
  const { hostname, port } = new URL(testbase.url);
  way = createServer((near) => {
    const far = connect(Number(port), hostname);
    ends.push(near, far);
    near.on('data', (bytes) => isSilent || far.write(bytes)).on('error', () => {});
    far.on('data', (bytes) => isSilent || near.write(bytes)).on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const url = new URL(testbase.url);
  url.port = String((way.address() as AddressInfo).port);
  database = await open(url.href, STATEMENT_MS);
});
afterAll(async () => {
  await database.dataSource.destroy();
  for (const end of ends) end.destroy();
  way.close();
  await testbase.drop();
});

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work.then(() => null);
  } catch (thrown) {
    return thrown;
  }
};

test('a statement without an answer is an outage, also in a transaction, and then all is well again', async () => {
  expect(await sql(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  isSilent = true;
  const transact = createTransact({ database, service: 'profile', clock: testClock(), hint: () => {} });
  const failures = await Promise.all([
    failureOf(sql(database, 'SELECT 1')),
    failureOf(transact((tx) => sql(tx, 'SELECT 1'))),
  ]);
  expect(failures.map(isOutage)).toEqual([true, true]);
  isSilent = false;
  expect(await sql(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a connection that nobody uses is closed before its silence is taken for the database', async () => {
  expect(await sql(database, 'SELECT pg_backend_pid() IS NOT NULL AS there')).toEqual([{ there: true }]);
  await new Promise((resolve) => setTimeout(resolve, 4 * STATEMENT_MS));
  expect(await sql(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('what may take its time takes it', async () => {
  const patient = await open(testbase.url, 0);
  try {
    const seconds = (STATEMENT_MS + 1_200) / 1_000;
    expect(await sql(patient, `SELECT pg_sleep(${seconds})::text AS slept`)).toEqual([{ slept: '' }]);
  } finally {
    await patient.dataSource.destroy();
  }
});

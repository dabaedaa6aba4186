// Statements that each connection plans once: what a migration does to them, and that tables are read by their keys.
import { type TestDatabase, testClock, testDatabase } from '@rapport/testkit';
import { createLog, createTransact, type Database, freshSql, openDatabase, sql } from '../index.ts';

let testbase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testbase = await testDatabase({ name: 'kept', migrate: async () => {} });
  const settings = { url: testbase.url, poolSize: 1, name: 'test' };
  database = await openDatabase(settings, { tables: [], migrations: [] }, createLog('test', 'silent'));
  await freshSql(database, 'CREATE TABLE thing (id integer PRIMARY KEY)');
  await freshSql(database, 'INSERT INTO thing SELECT generate_series(1, 3)');
});
afterAll(async () => {
  await database.dataSource.destroy();
  await testbase.drop();
});

const ALL = 'SELECT * FROM thing WHERE id = $1';

test('a statement is planned once, and anew after its table was changed, in a transaction or not', async () => {
  const transact = createTransact({ database, service: 'profile', clock: testClock(), hint: () => {} });
  expect(await sql(database, ALL, [1])).toEqual([{ id: 1 }]);
  expect(await sql(database, ALL, [2])).toEqual([{ id: 2 }]);
  const plans = `SELECT generic_plans::integer AS kept FROM pg_prepared_statements WHERE statement = $1`;
  expect(await freshSql(database, plans, [ALL])).toEqual([{ kept: 2 }]);
  await freshSql(database, 'ALTER TABLE thing ADD COLUMN name text');
  expect(await sql(database, ALL, [1])).toEqual([{ id: 1, name: null }]);
  await freshSql(database, 'ALTER TABLE thing ADD COLUMN colour text');
  expect(await transact((tx) => sql(tx, ALL, [1]))).toEqual([{ id: 1, name: null, colour: null }]);
});

test('a fresh statement is planned for its parameters, and leaves nothing of that behind, failed or not', async () => {
  const MODE = 'SHOW plan_cache_mode';
  expect(await freshSql(database, MODE)).toEqual([{ plan_cache_mode: 'force_custom_plan' }]);
  expect(await sql(database, MODE)).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
  await expect(freshSql(database, 'SELECT * FROM nothing')).rejects.toThrow('does not exist');
  expect(await sql(database, MODE)).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
});

test('a small table is read by its key too', async () => {
  const plan = await freshSql<{ 'QUERY PLAN': string }>(
    database,
    'EXPLAIN SELECT * FROM unnest(ARRAY[1, 2]) AS asked (id) JOIN thing USING (id)',
  );
  const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(lines).toMatch(/Index Scan using thing_pkey/);
  expect(lines).not.toMatch(/Seq Scan|Hash Join|Merge Join/);
});

// Protection when time goes by, on a real database and a clock that the test moves.
import type { Domain } from '@rapport/contracts';
import { createLog, createTransact, type Database, migrate, openDatabase, sql } from '@rapport/platform';
import { type TestDatabase, testClock, testDatabase } from '@rapport/testkit';
import { createStores, storage } from '../src/store/stores.ts';
import { reviewProtections } from '../src/usecases/review-protections.ts';
import { updateProtection } from '../src/usecases/update-protection.ts';
import { fresh } from './start-decisioning.ts';

const service: Domain = 'decisioning';
const quiet = createLog('test', 'silent');
const DAY_MS = 86_400_000;

let file: TestDatabase;
let database: Database;
const open = (url: string) => openDatabase({ url, poolSize: 3, name: service }, storage, quiet);

beforeAll(async () => {
  const migrateOnce = async (url: string) => {
    const empty = await open(url);
    await migrate(empty, quiet);
    await empty.dataSource.destroy();
  };
  file = await testDatabase({ name: service, migrate: migrateOnce });
  database = await open(file.url);
});
afterAll(async () => {
  await database.dataSource.destroy();
  await file.drop();
});

test('a protection is lowered step by step at its reviews once the signal is gone, and each step is told', async () => {
  const clock = testClock();
  const stores = createStores(database);
  const transact = createTransact({ database, service, clock, hint: () => undefined });
  const review = reviewProtections({ stores, transact, now: clock.now });
  const customerId = fresh();
  const signals = [{ kind: 'FINANCIAL_STRESS', level: 'HIGH' as const, since: clock.now().toISOString() }];
  await transact(async (tx) => {
    await tx.lock([customerId]);
    await updateProtection({ stores })(tx, { customerId, held: [], signals });
  });
  const level = async () => (await stores.protections.protectionsOf([customerId])).get(customerId)?.[0]?.level;
  for (const [days, expected] of [
    [89, 'PROTECTED'],
    [1, 'WATCH'],
    [29, 'WATCH'],
    [1, 'NONE'],
    [400, 'NONE'],
  ] as const) {
    clock.advance(days * DAY_MS);
    expect(await review()).toBe(false);
    expect(await level()).toBe(expected);
  }
  const told = await sql<{ level: string }>(
    database,
    `SELECT envelope::jsonb->'data'->>'level' AS level FROM outbox WHERE aggregate_id = $1 ORDER BY sequence`,
    [customerId],
  );
  expect(told.map((event) => event.level)).toEqual(['PROTECTED', 'WATCH', 'NONE']);
});

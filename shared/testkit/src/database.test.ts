import { afterAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, testDatabase } from './database.ts';

const databases: TestDatabase[] = [];
let migrations = 0;

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function make(): Promise<TestDatabase> {
  const database = await testDatabase({
    name: 'testkit',
    migrate: async (url) => {
      migrations += 1;
      await query(url, 'CREATE TABLE customer (id text PRIMARY KEY)');
    },
  });
  databases.push(database);
  return database;
}

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

describe('a test database', () => {
  test('is migrated once, however many tests ask for one at the same time', async () => {
    const made = await Promise.all([make(), make(), make(), make()]);
    expect(migrations).toBe(1);
    for (const { url } of made) expect(await query(url, 'SELECT * FROM customer')).toEqual([]);
  });

  test('is seen by its own test only', async () => {
    const [mine, other] = await Promise.all([make(), make()]);
    await query(mine.url, "INSERT INTO customer VALUES ('cus_1')");
    expect(await query(other.url, 'SELECT * FROM customer')).toEqual([]);
  });

  test('belongs to a role without special rights, and finds similar names', async () => {
    const { url } = await make();
    expect(await query(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      { rolsuper: false },
    ]);
    expect(
      await query(url, "SELECT similarity('Zoë', 'ZOË') AS same, similarity('Zoë', 'Zo') < 1 AS told_apart"),
    ).toEqual([{ same: 1, told_apart: true }]);
  });

  test('is dropped even while somebody is connected', async () => {
    const database = await make();
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });

  test('is refused a name that is none', async () => {
    await expect(testDatabase({ name: 'a"b', migrate: async () => undefined })).rejects.toThrow('cannot be the name');
  });
});

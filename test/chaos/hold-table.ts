import type { TestHouse } from '@rapport/testkit';
import pg from 'pg';

/**
 * Holds a table of messaging while something is done, so that whoever needs it waits. It must end before their waits.
 * @throws when PostgreSQL is away
 */
export const holdTable = async (
  { rapport }: TestHouse,
  lock: string,
  meanwhile: () => Promise<unknown>,
): Promise<void> => {
  const client = new pg.Client({
    connectionString: rapport.places.databaseUrls.messaging,
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
  });
  // That the connection breaks shows in the next statement.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(lock);
    await meanwhile();
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
};

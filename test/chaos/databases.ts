import { DOMAINS, type Domain } from '@rapport/contracts';
import type { TestHouse } from '@rapport/testkit';
import pg from 'pg';

/** The services' databases, read from outside. */
export type Databases = {
  rows<Row extends object>(service: Domain, statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** One small pool per service, which may be broken off and found again. */
export const openDatabases = ({ rapport }: TestHouse): Databases => {
  const pools = new Map(
    DOMAINS.map((service) => {
      const pool = new pg.Pool({
        connectionString: rapport.places.databaseUrls[service],
        max: 2,
        connectionTimeoutMillis: 5_000,
        query_timeout: 60_000,
      });
      pool.on('error', () => undefined);
      return [service, pool];
    }),
  );
  return {
    rows: async <Row extends object>(service: Domain, statement: string, parameters: readonly unknown[] = []) =>
      (await pools.get(service)!.query<Row>(statement, [...parameters])).rows,
    close: async () => {
      for (const pool of pools.values()) await pool.end();
    },
  };
};

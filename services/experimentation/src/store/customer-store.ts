import { type Database, sql } from '@rapport/platform';
import type { CustomerStore } from '../usecases/ports.ts';

export const createCustomerStore = (database: Database): CustomerStore => ({
  currentIdsOf: async (customerIds) => {
    const rows = await sql<{ asked: string; current: string }>(
      database,
      `SELECT origin AS asked, current FROM customer_alias WHERE origin = ANY($1::text[])`,
      [customerIds],
    );
    return new Map(rows.map(({ asked, current }) => [asked, current]));
  },
});

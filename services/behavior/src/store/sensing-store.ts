import { type Database, sql } from '@rapport/platform';
import type { SensingStore } from '../usecases/ports.ts';

export const createSensingStore = (database: Database): SensingStore => ({
  save: async (tx, sensings) => {
    await sql(
      tx,
      `INSERT INTO sensing (customer_id, sensed_at, is_open)
       SELECT "customerId", "sensedAt", "isOpen" FROM jsonb_to_recordset($1::jsonb)
         AS s ("customerId" text, "sensedAt" timestamptz, "isOpen" boolean)
       ON CONFLICT (customer_id) DO UPDATE SET sensed_at = excluded.sensed_at, is_open = excluded.is_open`,
      [JSON.stringify(sensings)],
    );
  },

  findDue: async (before, limit) => {
    const rows = await sql<{ customerId: string }>(
      database,
      `SELECT s.customer_id AS "customerId" FROM sensing s
       WHERE s.is_open AND s.sensed_at < $1
         AND NOT EXISTS (SELECT FROM customer_alias a WHERE a.origin = s.customer_id AND a.current <> a.origin)
       ORDER BY s.sensed_at, s.customer_id LIMIT $2`,
      [before, limit],
    );
    return rows.map(({ customerId }) => customerId);
  },

  stillDue: async (tx, customerIds, before) => {
    const rows = await sql<{ customerId: string }>(
      tx,
      `SELECT s.customer_id AS "customerId" FROM sensing s
       WHERE s.customer_id = ANY($1) AND s.is_open AND s.sensed_at < $2
         AND NOT EXISTS (SELECT FROM customer_alias a WHERE a.origin = s.customer_id AND a.current <> a.origin)
       ORDER BY s.customer_id`,
      [customerIds, before],
    );
    return rows.map(({ customerId }) => customerId);
  },
});

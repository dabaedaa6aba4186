import { type Database, managerOf, sql } from '@rapport/platform';
import type { Protection } from '../domain/protection/protection.ts';
import type { ProtectionStore } from '../usecases/ports.ts';
import { protectionTable } from './tables.ts';

export const createProtectionStore = (database: Database): ProtectionStore => ({
  protectionsOf: async (customerIds, tx) => {
    const rows = await sql<Protection & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, p.customer_id AS "customerId", p.level, p.since, p.reason, p.review_at AS "reviewAt"
       FROM customer_origins($1) o JOIN protection p ON p.customer_id = o.origin
       ORDER BY p.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  save: async (tx, protections) => {
    await managerOf(tx)
      .getRepository(protectionTable)
      .upsert([...protections], ['customerId']);
  },

  dueForReview: async (now, limit) => {
    const rows = await sql<{ id: string }>(
      database,
      `SELECT coalesce(a.current, p.customer_id) AS id, min(p.review_at) AS due
       FROM protection p LEFT JOIN customer_alias a ON a.origin = p.customer_id
       WHERE p.review_at <= $1 GROUP BY 1 ORDER BY due LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  },
});

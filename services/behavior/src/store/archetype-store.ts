import { type Database, sql } from '@rapport/platform';
import type { ArchetypeMonth, ArchetypeState } from '../domain/archetypes/follow-archetypes.ts';
import type { ArchetypeStore } from '../usecases/ports.ts';

export const createArchetypeStore = (database: Database): ArchetypeStore => ({
  statesOf: async (customerIds, tx) => {
    const rows = await sql<ArchetypeState & { asked: string }>(
      tx ?? database,
      `SELECT DISTINCT ON (o.asked) o.asked, s.customer_id AS "customerId", to_char(s.day, 'YYYY-MM-DD') AS day,
         s.shares, s.base
       FROM customer_origins($1) o JOIN archetype_state s ON s.customer_id = o.origin
       ORDER BY o.asked, s.day DESC, s.customer_id = o.asked DESC, s.customer_id`,
      [customerIds],
    );
    return new Map(rows.map(({ asked, ...state }) => [asked, state]));
  },

  save: async (tx, states, months) => {
    await sql(
      tx,
      `INSERT INTO archetype_state (customer_id, day, shares, base)
       SELECT "customerId", day, shares, base FROM jsonb_to_recordset($1::jsonb)
         AS s ("customerId" text, day date, shares jsonb, base jsonb)
       ON CONFLICT (customer_id) DO UPDATE SET day = excluded.day, shares = excluded.shares, base = excluded.base`,
      [JSON.stringify(states)],
    );
    await sql(
      tx,
      `INSERT INTO archetype_month (customer_id, month, shares)
       SELECT "customerId", month, shares FROM jsonb_to_recordset($1::jsonb)
         AS m ("customerId" text, month date, shares jsonb)
       ON CONFLICT (customer_id, month) DO UPDATE SET shares = excluded.shares`,
      [JSON.stringify(months)],
    );
  },

  monthsOf: async (customerIds, limit) => {
    const rows = await sql<ArchetypeMonth & { asked: string }>(
      database,
      `SELECT o.asked, m.customer_id AS "customerId", to_char(m.month, 'YYYY-MM-DD') AS month, m.shares
       FROM (SELECT DISTINCT asked FROM customer_origins($1)) o CROSS JOIN LATERAL (
         SELECT DISTINCT ON (m.month) m.* FROM customer_origins(ARRAY[o.asked]) one
         JOIN archetype_month m ON m.customer_id = one.origin
         ORDER BY m.month DESC, m.customer_id = o.asked DESC, m.customer_id LIMIT $2) m
       ORDER BY o.asked, m.month DESC`,
      [customerIds, limit],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});

import { type Database, freshSql, pageOf, sql } from '@rapport/platform';
import type { IdentityChange } from '../domain/identity-change.ts';
import type { IdentityHistoryStore } from '../usecases/ports.ts';

/** What a history is made of: customers and identifiers tell of themselves, the rest is written down. */
const BRANCHES = [
  {
    from: 'customer c WHERE c.customer_id = o.origin',
    at: 'c.created_at',
    id: `'created:' || c.customer_id`,
    columns: `'CREATED', NULL::text, c.source, NULL::text, NULL::text, NULL::text`,
  },
  {
    from: 'identifier i WHERE i.customer_id = o.origin',
    at: 'i.first_seen_at',
    id: `'attached:' || i.value_hash`,
    columns: `'ATTACHED', i.type, i.source, NULL::text, NULL::text, NULL::text`,
  },
  {
    from: 'demotion d WHERE d.customer_id = o.origin',
    at: 'd.at',
    id: `'demoted:' || d.value_hash`,
    columns: `'DEMOTED', d.type, d.source, NULL::text, NULL::text, NULL::text`,
  },
  {
    from: 'merge_change m WHERE m.origin = o.origin',
    at: 'm.at',
    id: `'merge:' || m.kind || m.origin`,
    columns: 'm.kind, m.type, m.source, m.changed_by, m.reason, m.survivor',
  },
  {
    from: 'merge_change m WHERE m.survivor = o.origin',
    at: 'm.at',
    id: `'merge:' || m.kind || m.origin`,
    columns: 'm.kind, m.type, m.source, m.changed_by, m.reason, m.origin',
  },
] as const;

const branchSql = ({ from, at, id, columns }: (typeof BRANCHES)[number]): string =>
  `(SELECT ${at}, (${id}) COLLATE "C", ${columns} FROM ${from}
     AND ($3::timestamptz IS NULL OR (${at}, (${id}) COLLATE "C") < ($3, $4))
   ORDER BY 1 DESC, 2 DESC LIMIT $2)`;

/** Within a merged customer both sides tell of their merge: once is enough, as the younger one tells it. */
const PAGE = `SELECT DISTINCT ON (x.at, x.id) x.* FROM customer_origins(ARRAY[$1::text]) o CROSS JOIN LATERAL (
  ${BRANCHES.map(branchSql).join('\n UNION ALL\n')}
) AS x (at, id, kind, type, source, "changedBy", reason, "otherCustomerId")
ORDER BY x.at DESC, x.id DESC, x."otherCustomerId" DESC LIMIT $2`;

export const createIdentityHistoryStore = (database: Database): IdentityHistoryStore => ({
  demote: async (tx, demotions) => {
    if (demotions.length === 0) return;
    await sql(
      tx,
      `INSERT INTO demotion (customer_id, value_hash, type, source, at)
       SELECT "customerId", "valueHash", type, source, $2 FROM jsonb_to_recordset($1::jsonb)
         AS said ("customerId" text, "valueHash" text, type text, source text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(demotions), tx.now],
    );
  },

  page: (customerId, page) =>
    pageOf(
      page,
      ({ at, id }: IdentityChange) => [at.toISOString(), id],
      (limit, after) => freshSql(database, PAGE, [customerId, limit, after?.[0] ?? null, after?.[1] ?? null]),
    ),
});

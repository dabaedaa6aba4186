import { type Database, sql } from '@rapport/platform';
import { accessKeyOf, type DataAccess } from '../domain/access/data-access.ts';
import type { KnownAccess } from '../domain/access/judge-access.ts';
import type { AccessStore } from '../usecases/ports.ts';

const ACCESS = `a.source, a.access_id AS "accessId", a.customer_id AS "customerId", a.user_id AS "userId",
  a.granted_at AS "grantedAt", a.valid_until AS "validUntil", a.ended_at AS "endedAt", a.ended_as AS "endedAs"`;

export const createAccessStore = (database: Database): AccessStore => ({
  lock: async (tx, source, accessIds) => {
    // An access that is new has no row to lock yet.
    await sql(
      tx,
      `SELECT pg_advisory_xact_lock(key) FROM (
         SELECT DISTINCT hashtextextended($1 || ' ' || id, 0) AS key FROM unnest($2::text[]) id ORDER BY 1) keys`,
      [source, accessIds],
    );
  },

  find: async (keys, tx) => {
    if (keys.length === 0) return new Map();
    const rows = await sql<KnownAccess>(
      tx ?? database,
      `SELECT ${ACCESS}, coalesce(alias.current, a.customer_id) AS "currentId"
       FROM unnest($1::text[], $2::text[]) AS asked (source, access_id)
       JOIN data_access a USING (source, access_id)
       LEFT JOIN customer_alias alias ON alias.origin = a.customer_id`,
      [keys.map(({ source }) => source), keys.map(({ accessId }) => accessId)],
    );
    return new Map(rows.map((row) => [accessKeyOf(row), row]));
  },

  save: async (tx, accesses) => {
    if (accesses.length === 0) return;
    await sql(
      tx,
      `INSERT INTO data_access (source, access_id, customer_id, user_id, granted_at, valid_until, ended_at, ended_as)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS a (source text, "accessId" text, "customerId" text, "userId" text,
         "grantedAt" timestamptz, "validUntil" timestamptz, "endedAt" timestamptz, "endedAs" text)
       ON CONFLICT (source, access_id) DO UPDATE SET customer_id = excluded.customer_id, user_id = excluded.user_id,
         granted_at = excluded.granted_at, valid_until = excluded.valid_until, ended_at = excluded.ended_at,
         ended_as = excluded.ended_as`,
      [JSON.stringify(accesses)],
    );
  },

  ofCustomers: async (customerIds, limit) => {
    const rows = await sql<DataAccess & { asked: string }>(
      database,
      `SELECT o.asked, ${ACCESS} FROM customer_origins($1) o CROSS JOIN LATERAL (
         SELECT * FROM data_access d WHERE d.customer_id = o.origin AND d.granted_at IS NOT NULL
         ORDER BY d.granted_at DESC, d.source, d.access_id LIMIT $2) a
       ORDER BY o.asked, a.granted_at DESC, a.source, a.access_id`,
      [customerIds, limit],
    );
    const found = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...found].map(([id, accesses]) => [id, accesses.slice(0, limit)]));
  },
});

import { type Database, sql } from '@rapport/platform';
import { firstDayOf, type TraitBucket } from '../domain/computed/buckets.ts';
import type { TraitBucketStore } from '../usecases/ports.ts';

/** The day under which stands what has no window. */
const EVER = '1970-01-01';
/** So many buckets are deleted at once. */
const CLEARED_MAX = 10_000;

const BUCKET = `b.customer_id AS "customerId", b.name, b.summary,
  CASE WHEN b.day = '${EVER}' THEN NULL ELSE b.day::text END AS day, b.last_at AS "lastAt", b.state`;

const columnsOf = (buckets: readonly TraitBucket[]): unknown[] => [
  buckets.map(({ customerId }) => customerId),
  buckets.map(({ name }) => name),
  buckets.map(({ summary }) => summary),
  buckets.map(({ day }) => day ?? EVER),
];

/** Summaries that no declaration reads: superseded by one that counts otherwise, or ended. */
const UNREAD = `
  SELECT DISTINCT old.name, old.summary FROM computed_trait old
  WHERE NOT old.is_cleared AND NOT EXISTS (
    SELECT FROM computed_trait now
    WHERE now.name = old.name AND now.summary = old.summary AND now.ended_at IS NULL
      AND now.version = (SELECT max(version) FROM computed_trait newest WHERE newest.name = old.name))`;

export const createTraitBucketStore = (database: Database): TraitBucketStore => ({
  bucketsOf: async (customerIds, traits, now) => {
    if (traits.length === 0) return new Map();
    const today = now.toISOString().slice(0, 10);
    const firstDays = traits.map((trait) => firstDayOf(trait, now));
    const [earliest = today] = firstDays.filter((day) => day !== null).sort();
    const rows = await sql<TraitBucket & { asked: string }>(
      database,
      // The days of all windows together are said once more, so that the parts of other months are not even opened.
      `SELECT o.asked, ${BUCKET}
       FROM customer_origins($1) o
       CROSS JOIN unnest($2::text[], $3::integer[], $4::date[], $5::date[]) AS t (name, summary, first_day, last_day)
       JOIN trait_bucket b ON b.customer_id = o.origin AND b.name = t.name AND b.summary = t.summary
         AND b.day BETWEEN t.first_day AND t.last_day AND (b.day = '${EVER}' OR b.day BETWEEN $6 AND $7)`,
      [
        customerIds,
        traits.map(({ name }) => name),
        traits.map(({ summary }) => summary),
        firstDays.map((day) => day ?? EVER),
        firstDays.map((day) => (day === null ? EVER : today)),
        earliest,
        today,
      ],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  keptOf: (tx, buckets) =>
    sql<TraitBucket>(
      tx,
      `SELECT ${BUCKET}
       FROM unnest($1::text[], $2::text[], $3::integer[], $4::date[]) AS k (customer_id, name, summary, day)
       JOIN trait_bucket b
         ON b.customer_id = k.customer_id AND b.name = k.name AND b.summary = k.summary AND b.day = k.day`,
      columnsOf(buckets),
    ),

  save: async (tx, buckets) => {
    await sql(
      tx,
      `INSERT INTO trait_bucket (customer_id, name, summary, day, last_at, state)
       SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::date[], $5::timestamptz[], $6::jsonb[])
       ON CONFLICT (customer_id, name, summary, day) DO UPDATE SET last_at = excluded.last_at, state = excluded.state`,
      [...columnsOf(buckets), buckets.map(({ lastAt }) => lastAt), buckets.map(({ state }) => JSON.stringify(state))],
    );
  },

  clearUnread: async () => {
    const unread = await sql<{ name: string; summary: number }>(database, UNREAD);
    if (unread.length === 0) return false;
    const keys = [unread.map(({ name }) => name), unread.map(({ summary }) => summary)];
    const deleted = await sql(
      database,
      `DELETE FROM trait_bucket WHERE (tableoid, ctid) IN (
         SELECT b.tableoid, b.ctid FROM trait_bucket b
         JOIN unnest($1::text[], $2::integer[]) AS u (name, summary) ON b.name = u.name AND b.summary = u.summary
         LIMIT $3) RETURNING 1`,
      [...keys, CLEARED_MAX],
    );
    if (deleted.length > 0) return true;
    await sql(
      database,
      `UPDATE computed_trait SET is_cleared = true
       FROM unnest($1::text[], $2::integer[]) AS u (name, summary)
       WHERE computed_trait.name = u.name AND computed_trait.summary = u.summary`,
      keys,
    );
    return false;
  },
});

import { RapportError, type Tx } from '@rapport/contracts';
import { type Database, freshSql, managerOf, pageOf, saveAlias, sql } from '@rapport/platform';
import type { MergeChange, MergeSuggestion } from '../domain/identity-change.ts';
import type { MergeLink } from '../domain/merge-tree.ts';
import type { MergeStore } from '../usecases/ports.ts';
import { keptApartTable, mergeChangeTable, mergeLinkTable } from './tables.ts';

/** A suggestion speaks of those who its two customers are now; it is over once they are one or kept apart. */
const OPEN_SUGGESTIONS = `
  SELECT s.type, s.source, s.suggested_at AS "suggestedAt", s.origin AS "bornOrigin", s.survivor AS "bornSurvivor",
         greatest(coalesce(a.current, s.origin), coalesce(b.current, s.survivor)) AS origin,
         least(coalesce(a.current, s.origin), coalesce(b.current, s.survivor)) AS survivor
  FROM merge_suggestion s
  LEFT JOIN customer_alias a ON a.origin = s.origin
  LEFT JOIN customer_alias b ON b.origin = s.survivor
  WHERE coalesce(a.current, s.origin) <> coalesce(b.current, s.survivor)
    AND NOT EXISTS (
      SELECT FROM customer_origins(ARRAY[s.origin]) o
      JOIN kept_apart k ON k.origin = o.origin OR k.survivor = o.origin
      JOIN customer_origins(ARRAY[s.survivor]) p
        ON p.origin = CASE WHEN k.origin = o.origin THEN k.survivor ELSE k.origin END)`;

/** @throws RapportError CONFLICT where a customer was merged after they were read; what fails is tried again */
const checkCurrent = async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
  const merged = await sql(tx, 'SELECT FROM customer_alias WHERE origin = ANY($1)', [customerIds]);
  if (merged.length > 0) throw new RapportError('CONFLICT', 'one of the customers was just merged: try again');
};

export const createMergeStore = (database: Database): MergeStore => ({
  linksOf: (customerIds, tx) =>
    sql<MergeLink>(
      tx ?? database,
      `SELECT DISTINCT l.origin, l.survivor FROM customer_origins($1) o JOIN merge_link l ON l.origin = o.origin`,
      [customerIds],
    ),

  standingOf: async (customerIds) => {
    const rows = await sql<MergeChange & { asked: string }>(
      database,
      `SELECT o.asked, l.origin, l.survivor, made.source
       FROM customer_origins($1) o JOIN merge_link l ON l.origin = o.origin
       CROSS JOIN LATERAL (
         SELECT m.source FROM merge_change m WHERE m.origin = l.origin AND m.kind = 'MERGED' ORDER BY m.at DESC LIMIT 1
       ) made`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  link: async (tx, link) => {
    await checkCurrent(tx, [link.origin, link.survivor]);
    await managerOf(tx).getRepository(mergeLinkTable).insert(link);
  },

  unlink: async (tx, origin) => {
    await managerOf(tx).getRepository(mergeLinkTable).delete({ origin });
  },

  saveAlias: (tx, { origin, current }) => saveAlias(tx, origin, current),

  keepApart: async (tx, pairs) => {
    await managerOf(tx)
      .getRepository(keptApartTable)
      .upsert([...pairs], ['origin', 'survivor']);
  },

  keptApart: async (tx, customerIds) => {
    const rows = await sql<{ origin: string; survivor: string }>(
      tx,
      `SELECT DISTINCT coalesce(a.current, k.origin) AS origin, coalesce(b.current, k.survivor) AS survivor
       FROM customer_origins($1) o
       JOIN kept_apart k ON k.origin = o.origin
       LEFT JOIN customer_alias a ON a.origin = k.origin
       LEFT JOIN customer_alias b ON b.origin = k.survivor`,
      [customerIds],
    );
    return rows.map(({ origin, survivor }) => [origin, survivor] as const);
  },

  allowTogether: async (tx, one, other) => {
    await sql(
      tx,
      `DELETE FROM kept_apart
       WHERE (origin = ANY($1) AND survivor = ANY($2)) OR (origin = ANY($2) AND survivor = ANY($1))`,
      [one, other],
    );
  },

  suggest: async (tx, suggestions) => {
    if (suggestions.length === 0) return;
    await sql(
      tx,
      `INSERT INTO merge_suggestion (origin, survivor, type, source, suggested_at)
       SELECT DISTINCT ON (origin, survivor) origin, survivor, type, source, $2
       FROM jsonb_to_recordset($1::jsonb) AS said (origin text, survivor text, type text, source text)
       ORDER BY origin, survivor ON CONFLICT DO NOTHING`,
      [JSON.stringify(suggestions), tx.now],
    );
  },

  suggestions: (page) =>
    pageOf(
      page,
      (row: MergeSuggestion & { bornOrigin: string; bornSurvivor: string }) => [
        row.suggestedAt.toISOString(),
        row.bornOrigin,
        row.bornSurvivor,
      ],
      (limit, after) =>
        freshSql(
          database,
          `${OPEN_SUGGESTIONS}
             AND ($2::timestamptz IS NULL OR (s.suggested_at, s.origin, s.survivor) < ($2, $3, $4))
           ORDER BY s.suggested_at DESC, s.origin DESC, s.survivor DESC LIMIT $1`,
          [limit, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null],
        ),
    ),

  suggestionsOf: (customerIds) =>
    sql<MergeSuggestion>(
      database,
      `${OPEN_SUGGESTIONS} AND (s.origin IN (SELECT origin FROM customer_origins($1))
         OR s.survivor IN (SELECT origin FROM customer_origins($1)))`,
      [customerIds],
    ),

  record: async (tx, changes) => {
    if (changes.length > 0)
      await managerOf(tx)
        .getRepository(mergeChangeTable)
        .insert([...changes]);
  },
});

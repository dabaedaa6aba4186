import { instantOfId, type Tx } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import type { RankingRecord } from '../domain/decision.ts';
import type { RankingStore } from '../usecases/ports.ts';

/** A ranking's bucket begins at most this long before its id was made: finds its partition without a search. */
const BUCKET_BEFORE_ID = "interval '5 minutes'";

export const createRankingStore = (database: Database): RankingStore => ({
  findByKeys: async (keys, tx) => {
    const rows = await sql<{ place: number; id: string }>(
      tx ?? database,
      `SELECT k.place::integer AS place, r.id
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) WITH ORDINALITY
            AS k (customer_id, surface, mode, snapshot_version, bucket, place)
       JOIN ranking r USING (customer_id, surface, mode, snapshot_version, bucket)`,
      [
        keys.map(({ customerId }) => customerId),
        keys.map(({ surface }) => surface),
        keys.map(({ mode }) => mode),
        keys.map(({ snapshotVersion }) => snapshotVersion),
        keys.map(({ bucket }) => bucket),
      ],
    );
    return new Map(rows.map(({ place, id }) => [place - 1, id]));
  },

  insertNew: async (tx: Tx, records) => {
    const rows = await sql<{ id: string }>(
      tx,
      // In the order of the unique key, so that two who insert the same ones cannot wait for each other.
      `INSERT INTO ranking (id, bucket, customer_id, surface, mode, snapshot_version, snapshot, model, seed,
                            engine_version, catalogue_version, policy_version, result)
       SELECT id, bucket, "customerId", surface, mode, "snapshotVersion", snapshot, model, seed,
              "engineVersion", "catalogueVersion", "policyVersion", result
       FROM jsonb_to_recordset($1::jsonb) AS r (id text, bucket timestamptz, "customerId" text, surface text, mode text,
            "snapshotVersion" text, snapshot jsonb, model jsonb, seed bigint, "engineVersion" text,
            "catalogueVersion" text, "policyVersion" text, result text)
       ORDER BY "customerId", surface, mode, "snapshotVersion", bucket
       ON CONFLICT (customer_id, surface, mode, snapshot_version, bucket) DO NOTHING RETURNING id`,
      [JSON.stringify(records)],
    );
    return new Set(rows.map(({ id }) => id));
  },

  findMany: async (ids) => {
    const rows = await sql<RankingRecord>(
      database,
      `SELECT r.id, r.bucket, r.customer_id AS "customerId", r.surface, r.mode, r.snapshot_version AS "snapshotVersion",
              r.snapshot, r.model, r.seed, r.engine_version AS "engineVersion",
              r.catalogue_version AS "catalogueVersion", r.policy_version AS "policyVersion", r.result
       FROM unnest($1::text[], $2::timestamptz[]) AS asked (id, at)
       JOIN ranking r ON r.id = asked.id AND r.bucket BETWEEN asked.at - ${BUCKET_BEFORE_ID} AND asked.at`,
      [ids, ids.map(instantOfId)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  },
});

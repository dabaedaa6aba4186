import { decisionId, instantOfId } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import type { EarlierConversation } from '../domain/arbitration/choose-conversation.ts';
import type { Decision } from '../domain/decision.ts';
import type { DecisionStore } from '../usecases/ports.ts';

const COLUMNS = `d.id, d.decided_at AS "decidedAt", d.ranking_id AS "rankingId", d.action_key AS "actionKey", d.surface,
  d.mode, d.rank, d.factors, d.propensity, d.reasons, d.context_bucket AS "contextBucket",
  d.catalogue_version AS "catalogueVersion", d.expires_at AS "expiresAt", d.cause_rank AS "causeRank"`;

const INSERT = `
  INSERT INTO decision (id, decided_at, ranking_id, customer_id, action_key, surface, mode, rank, factors, propensity,
                        reasons, context_bucket, catalogue_version, expires_at, cause_rank)
  SELECT id, "decidedAt", "rankingId", "customerId", "actionKey", surface, mode, rank, factors, propensity,
         reasons, "contextBucket", "catalogueVersion", "expiresAt", "causeRank"
  FROM jsonb_to_recordset($1::jsonb) AS r (
    id text, "decidedAt" timestamptz, "rankingId" text, "customerId" text, "actionKey" text, surface text, mode text,
    rank integer, factors jsonb, propensity double precision, reasons jsonb, "contextBucket" text,
    "catalogueVersion" text, "expiresAt" timestamptz, "causeRank" integer)`;

/** One page for each of many customers, newest first. */
const PAGES = `
  SELECT asked.place::integer AS place, asked.customer_id AS "customerId", d.*
  FROM unnest($1::text[], $2::integer[], $3::timestamptz[], $4::text[], $5::boolean[]) WITH ORDINALITY
       AS asked (customer_id, size, after_at, after_id, served_only, place)
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM customer_origins(ARRAY[asked.customer_id]) o JOIN decision d ON d.customer_id = o.origin
    WHERE (asked.after_at IS NULL OR (d.decided_at, d.id) < (asked.after_at, asked.after_id))
      AND (NOT asked.served_only OR d.mode = 'SERVED')
    ORDER BY d.decided_at DESC, d.id DESC LIMIT asked.size
  ) d
  ORDER BY asked.place, d."decidedAt" DESC, d.id DESC`;

export const createDecisionStore = (database: Database): DecisionStore => ({
  insert: async (tx, decisions) => {
    if (decisions.length === 0) return;
    await sql(tx, INSERT, [JSON.stringify(decisions)]);
  },

  ofRankings: async (rankingIds) => {
    const rows = await sql<Decision>(
      database,
      `SELECT ${COLUMNS}, d.customer_id AS "customerId"
       FROM unnest($1::text[], $2::timestamptz[]) AS asked (id, at)
       JOIN decision d ON d.ranking_id = asked.id AND d.decided_at = asked.at
       ORDER BY d.ranking_id, d.rank`,
      [rankingIds, rankingIds.map(instantOfId)],
    );
    return Map.groupBy(rows, ({ rankingId }) => rankingId);
  },

  findMany: async (asked, tx) => {
    // What cannot be the id of a decision has no instant inside either.
    const ids = asked.filter((id) => decisionId.safeParse(id).success);
    const rows = await sql<Decision>(
      tx ?? database,
      `SELECT ${COLUMNS}, coalesce(a.current, d.customer_id) AS "customerId"
       FROM unnest($1::text[], $2::timestamptz[]) AS asked (id, at)
       JOIN decision d ON d.id = asked.id AND d.decided_at = asked.at
       LEFT JOIN customer_alias a ON a.origin = d.customer_id`,
      [ids, ids.map(instantOfId)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  },

  pages: async (requests) => {
    const rows = await sql<Decision & { place: number }>(database, PAGES, [
      requests.map(({ customerId }) => customerId),
      requests.map(({ limit }) => limit),
      requests.map(({ after }) => after?.decidedAt ?? null),
      requests.map(({ after }) => after?.id ?? null),
      requests.map(({ servedOnly }) => servedOnly),
    ]);
    const byPlace = Map.groupBy(rows, ({ place }) => place - 1);
    return requests.map((_, index) => byPlace.get(index) ?? []);
  },

  conversationsSince: (tx, customerId, since) =>
    sql<EarlierConversation>(
      tx,
      `SELECT d.action_key AS "actionKey", d.decided_at AS "decidedAt", d.cause_rank AS "causeRank"
       FROM customer_origins(ARRAY[$1::text]) o JOIN decision d ON d.customer_id = o.origin
       WHERE d.decided_at > $2 AND d.expires_at IS NOT NULL`,
      [customerId, since],
    ),
});

import { instantOfId } from '@rapport/contracts';
import { type Database, managerOf, sql } from '@rapport/platform';
import type { Tally } from '../domain/arbitration/model.ts';
import type { RecordedOutcome } from '../domain/outcome.ts';
import type { OutcomeStore } from '../usecases/ports.ts';
import { outcomeTable } from './tables.ts';

export const createOutcomeStore = (database: Database): OutcomeStore => ({
  outcomesOf: async (decisionIds, tx) => {
    const rows = await sql<RecordedOutcome>(
      tx ?? database,
      `SELECT r.decision_id AS "decisionId", r.decided_at AS "decidedAt", r.outcome, r.recorded_at AS "recordedAt",
              r.customer_id AS "customerId", r.action_key AS "actionKey"
       FROM unnest($1::text[], $2::timestamptz[]) AS asked (id, at)
       JOIN outcome r ON r.decision_id = asked.id AND r.decided_at = asked.at
       ORDER BY r.decision_id, r.recorded_at`,
      [decisionIds, decisionIds.map(instantOfId)],
    );
    return Map.groupBy(rows, ({ decisionId }) => decisionId);
  },

  insert: async (tx, outcome) => {
    await managerOf(tx).getRepository(outcomeTable).insert(outcome);
  },

  talliesOf: async (contextBuckets, tx) => {
    const rows = await sql<{ contextBucket: string; actionKey: string } & Tally>(
      tx ?? database,
      `SELECT context_bucket AS "contextBucket", action_key AS "actionKey",
              sum(accepted)::bigint AS accepted, sum(refused)::bigint AS refused
       FROM learnt WHERE context_bucket = ANY($1::text[])
       GROUP BY context_bucket, action_key ORDER BY action_key`,
      [contextBuckets],
    );
    const byContext = Map.groupBy(rows, ({ contextBucket }) => contextBucket);
    return new Map(
      [...byContext].map(([context, learnt]) => [
        context,
        Object.fromEntries(learnt.map(({ actionKey, accepted, refused }) => [actionKey, { accepted, refused }])),
      ]),
    );
  },

  learn: async (tx, { contextBucket, actionKey, shard, change }) => {
    await sql(
      tx,
      `INSERT INTO learnt AS l (context_bucket, action_key, shard, accepted, refused) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (context_bucket, action_key, shard) DO UPDATE
         SET accepted = l.accepted + excluded.accepted, refused = l.refused + excluded.refused`,
      [contextBucket, actionKey, shard, change.accepted, change.refused],
    );
  },
});

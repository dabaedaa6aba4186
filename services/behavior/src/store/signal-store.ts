import { type Database, sql } from '@rapport/platform';
import type { SignalState } from '../domain/signals/signal.ts';
import type { SignalStore } from '../usecases/ports.ts';

// A table of one customer's rows after the other (LATERAL … OFFSET 0): however many customers there are, it is found by
// index and never read whole.
export const createSignalStore = (database: Database): SignalStore => ({
  statesOf: async (customerIds, tx) => {
    const rows = await sql<SignalState & { asked: string }>(
      tx ?? database,
      `SELECT p.asked, s.customer_id AS "customerId", s.kind, s.level, s.level_before AS "levelBefore", s.since,
         s.score, s.confidence, s.transaction_ids AS "transactionIds", s.features, s.estimate,
         s.contributions, s.model_version AS "modelVersion", s.assessed_at AS "assessedAt"
       FROM signals_of_customers($1) p CROSS JOIN LATERAL (SELECT (p.state).*) s
       ORDER BY s.kind, s.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  save: async (tx, states, changes) => {
    await sql(
      tx,
      `INSERT INTO signal_state (customer_id, kind, level, level_before, since, score, confidence, transaction_ids,
         features, estimate, contributions, model_version, assessed_at)
       SELECT "customerId", kind, level, "levelBefore", since, score, confidence,
         ARRAY(SELECT jsonb_array_elements_text("transactionIds")), features, estimate, contributions,
         "modelVersion", "assessedAt"
       FROM jsonb_to_recordset($1::jsonb) AS s ("customerId" text, kind text, level text, "levelBefore" text,
         since timestamptz, score double precision, confidence double precision, "transactionIds" jsonb,
         features jsonb, estimate jsonb, contributions jsonb, "modelVersion" text, "assessedAt" timestamptz)
       ON CONFLICT (customer_id, kind) DO UPDATE SET level = excluded.level, level_before = excluded.level_before,
         since = excluded.since, score = excluded.score, confidence = excluded.confidence,
         transaction_ids = excluded.transaction_ids, features = excluded.features,
         estimate = excluded.estimate, contributions = excluded.contributions,
         model_version = excluded.model_version, assessed_at = excluded.assessed_at`,
      [JSON.stringify(states)],
    );
    await sql(
      tx,
      `INSERT INTO signal_change (customer_id, at, kind, level, level_before)
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS c ("customerId" text, at timestamptz, kind text, level text, "levelBefore" text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(changes)],
    );
  },
});

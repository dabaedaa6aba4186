import { sql } from '@rapport/platform';
import { FIRST_STATUSES, LOOP_DAYS, type PlacedLoopFact } from '../domain/loop/loop-fact.ts';
import type { LoopStore, TouchedDay } from '../usecases/ports.ts';
import { spanOfDays } from './span-of-days.ts';

export const createLoopStore = (): LoopStore => ({
  insert: async (tx, facts) => {
    await sql(
      tx,
      `INSERT INTO loop_fact (customer_id, at, event_id, kind, object_id, status, decision_id, name, action_group,
         received_at)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS f ("customerId" text, at timestamptz, "eventId" text, kind text,
         "objectId" text, status text, "decisionId" text, name text, "actionGroup" text, "receivedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(facts)],
    );
  },

  daysAround: (tx, facts) => {
    const times = facts.map(({ at }) => at.getTime());
    return sql<TouchedDay>(
      tx,
      `SELECT DISTINCT f.customer_id AS "customerId", to_char(f.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day
       FROM jsonb_to_recordset($1::jsonb) AS told ("customerId" text, "objectId" text, at timestamptz)
       CROSS JOIN LATERAL (
         SELECT * FROM loop_fact f WHERE f.customer_id = told."customerId" AND f.object_id = told."objectId"
           AND f.at BETWEEN told.at - make_interval(days => $4) AND told.at + make_interval(days => $4)
           AND f.at BETWEEN $2::timestamptz - make_interval(days => $4) AND $3::timestamptz + make_interval(days => $4)
         OFFSET 0) f`,
      [
        JSON.stringify(facts.map(({ customerId, objectId, at }) => ({ customerId, objectId, at }))),
        new Date(Math.min(...times)),
        new Date(Math.max(...times)),
        LOOP_DAYS,
      ],
    );
  },

  ofDays: (tx, days) =>
    sql<PlacedLoopFact>(
      tx,
      `SELECT f.customer_id AS "customerId", f.at, f.event_id AS "eventId", f.kind, f.object_id AS "objectId", f.status,
         f.decision_id AS "decisionId", f.name, f.action_group AS "actionGroup", f.received_at AS "receivedAt",
         first.at AS "firstAt"
       FROM unnest($1::text[], $2::timestamptz[]) AS touched (customer_id, day)
       JOIN loop_fact f ON f.customer_id = touched.customer_id
         AND f.at >= touched.day AND f.at < touched.day + interval '24 hours'
       CROSS JOIN LATERAL (
         SELECT min(s.at) AS at FROM loop_fact s
         WHERE s.customer_id = f.customer_id AND s.object_id = f.object_id AND s.kind = f.kind
           AND s.status = ANY($5) AND s.at BETWEEN f.at - make_interval(days => $6) AND f.at) AS first
       WHERE f.at >= $3 AND f.at < $4`,
      [...spanOfDays(days), FIRST_STATUSES, LOOP_DAYS],
    ),
});

import { type Database, managerOf, sql } from '@rapport/platform';
import type { TrackingPlan } from '../domain/ingestion/plan/tracking-plan.ts';
import type { SourceHour } from '../domain/ingestion/source-health.ts';
import type { CountedBreach, SourceStore } from '../usecases/ports.ts';
import { type TrackingPlanRow, trackingPlanTable } from './tables/sources.ts';

/** Ways to break a plan that are kept of one source: names in calls are the sender's, and could be made up for ever. */
const BREACHES_MAX = 500;

const HOUR_MS = 3_600_000;

const hourOf = (at: Date): string => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString();

export const createSourceStore = (database: Database): SourceStore => ({
  count: async (tx, counts) => {
    await sql(
      tx,
      `INSERT INTO source_hour AS s (hour, source, shard, applied, late, rejected, warned, last_received_at)
       SELECT hour, source, pg_backend_pid() % 16, sum(applied), sum(late), sum(rejected), sum(warned),
         max("receivedAt")
       FROM jsonb_to_recordset($1::jsonb) AS c (hour timestamptz, source text, applied integer, late integer,
         rejected integer, warned integer, "receivedAt" timestamptz)
       GROUP BY hour, source ORDER BY hour, source
       ON CONFLICT (hour, source, shard) DO UPDATE SET applied = s.applied + excluded.applied,
         late = s.late + excluded.late, rejected = s.rejected + excluded.rejected, warned = s.warned + excluded.warned,
         last_received_at = greatest(s.last_received_at, excluded.last_received_at)`,
      [JSON.stringify(counts.map((count) => ({ ...count, hour: hourOf(count.receivedAt) })))],
    );
  },

  hoursSince: (since) =>
    sql<SourceHour>(
      database,
      `SELECT source, hour, sum(applied)::integer AS applied, sum(late)::integer AS late,
         sum(rejected)::integer AS rejected, sum(warned)::integer AS warned,
         max(last_received_at) AS "lastReceivedAt"
       FROM source_hour WHERE hour >= $1 GROUP BY source, hour`,
      [since],
    ),

  noteBreaches: async (tx, source, breaches) => {
    if (breaches.length === 0) return;
    await sql(
      tx,
      `INSERT INTO plan_breach AS b (source, event, path, code, remedy, count, last_at)
       SELECT $1, event, path, code, max(remedy), count(*), $3 FROM jsonb_to_recordset($2::jsonb)
         AS f (event text, path text, code text, remedy text)
       WHERE (SELECT count(*) FROM plan_breach WHERE source = $1) < $4 OR EXISTS (
         SELECT FROM plan_breach k WHERE k.source = $1 AND k.event = f.event AND k.path = f.path AND k.code = f.code)
       GROUP BY event, path, code ORDER BY event, path, code
       ON CONFLICT (source, event, path, code) DO UPDATE SET remedy = excluded.remedy,
         count = b.count + excluded.count, last_at = greatest(b.last_at, excluded.last_at)`,
      [source, JSON.stringify(breaches), tx.now, BREACHES_MAX],
    );
  },

  breachesOf: async (sources, limit) => {
    const rows = await sql<CountedBreach>(
      database,
      `SELECT b.* FROM unnest($1::text[]) AS asked (source) CROSS JOIN LATERAL (
         SELECT source, event, path, code, remedy, count, last_at AS "lastAt" FROM plan_breach p
         WHERE p.source = asked.source ORDER BY last_at DESC, event, path, code LIMIT $2) b`,
      [sources, limit],
    );
    return Map.groupBy(rows, ({ source }) => source);
  },

  plans: async (tx) => {
    const rows = await sql<TrackingPlanRow>(
      tx ?? database,
      `SELECT DISTINCT ON (source) source, version, plan, changed_by AS "changedBy", changed_at AS "changedAt", reason
       FROM tracking_plan ORDER BY source, version DESC`,
    );
    return rows.map(({ plan, ...rest }): TrackingPlan => ({ ...plan, ...rest }));
  },

  insertPlan: async (tx, { mode, types, events, ...rest }) => {
    await managerOf(tx)
      .getRepository(trackingPlanTable)
      .insert({ ...rest, plan: { mode, types, events } });
  },
});

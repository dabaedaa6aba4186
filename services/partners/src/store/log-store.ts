import { type Database, sql } from '@rapport/platform';
import type { LogExtent } from '../domain/find-start.ts';
import type { PartnerEvent } from '../domain/partner-event.ts';
import type { LogStore } from '../usecases/ports.ts';

export const createLogStore = (database: Database): LogStore => ({
  append: async (tx, events) => {
    await sql(
      tx,
      `WITH appended AS (
         INSERT INTO partner_event (partner_id, sequence, recorded_at, event_id, customer_id, pairwise_id, name, time,
                                    data)
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS e (
           "partnerId" text, sequence bigint, "recordedAt" timestamptz, "eventId" text, "customerId" text,
           "pairwiseId" text, name text, time timestamptz, data jsonb)
         RETURNING partner_id, sequence, recorded_at
       )
       UPDATE partner SET last_sequence = appended.sequence, last_recorded_at = appended.recorded_at
       FROM appended WHERE partner.id = appended.partner_id`,
      [JSON.stringify(events)],
    );
  },

  read: (partnerId, after, limit) =>
    sql<PartnerEvent>(
      database,
      `SELECT partner_id AS "partnerId", sequence, recorded_at AS "recordedAt", event_id AS "eventId",
              customer_id AS "customerId", pairwise_id AS "pairwiseId", name, time, data
       FROM partner_event WHERE partner_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [partnerId, after, limit],
    ),

  extentOf: async (partnerId) => {
    const [extent] = await sql<LogExtent>(
      database,
      `SELECT p.last_sequence AS "lastSequence",
              (SELECT min(sequence) FROM partner_event WHERE partner_id = p.id) AS "oldestSequence"
       FROM partner p WHERE p.id = $1`,
      [partnerId],
    );
    return extent ?? { oldestSequence: null, lastSequence: 0 };
  },

  waiting: async (partnerIds) => {
    const rows = await sql<{ id: string; waiting: number }>(
      database,
      `SELECT p.id, p.last_sequence - coalesce(passed.sequence, 0) AS waiting
       FROM partner p LEFT JOIN passed ON passed.partner_id = p.id WHERE p.id = ANY($1)`,
      [partnerIds],
    );
    return new Map(rows.map(({ id, waiting }) => [id, waiting]));
  },
});

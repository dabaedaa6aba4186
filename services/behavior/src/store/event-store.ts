import { sql } from '@rapport/platform';
import type { AppEvent } from '../domain/ledger/app-event.ts';
import type { EventStore } from '../usecases/ports.ts';
import { spanOfDays } from './span-of-days.ts';

export const createEventStore = (): EventStore => ({
  insert: async (tx, events) => {
    if (events.length === 0) return;
    await sql(
      tx,
      `INSERT INTO app_event (customer_id, at, source, message_id, type, name, properties, received_at, channel,
         device, session)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS e ("customerId" text, at timestamptz, source text,
         "messageId" text, type text, name text, properties jsonb, "receivedAt" timestamptz, channel text,
         device text, session text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(events)],
    );
  },

  ofDays: (tx, days) =>
    sql<AppEvent>(
      tx,
      `SELECT e.customer_id AS "customerId", e.at, e.source, e.message_id AS "messageId", e.type, e.name,
         e.properties, e.received_at AS "receivedAt", e.channel, e.device, e.session
       FROM unnest($1::text[], $2::timestamptz[]) AS touched (customer_id, day)
       JOIN app_event e ON e.customer_id = touched.customer_id
         AND e.at >= touched.day AND e.at < touched.day + interval '24 hours'
       WHERE e.at >= $3 AND e.at < $4`,
      spanOfDays(days),
    ),
});

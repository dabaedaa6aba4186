import { sql } from '@rapport/platform';
import type { EventStore } from '../usecases/ports.ts';

export const createEventStore = (): EventStore => ({
  insert: async (tx, events) => {
    if (events.length === 0) return;
    await sql(
      tx,
      `INSERT INTO app_event (customer_id, at, source, message_id, type, name, properties, received_at)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS e ("customerId" text, at timestamptz, source text,
         "messageId" text, type text, name text, properties jsonb, "receivedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(events)],
    );
  },
});

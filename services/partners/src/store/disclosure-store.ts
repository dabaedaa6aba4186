import { type Database, sql } from '@rapport/platform';
import type { DisclosureStore, Sharing } from '../usecases/ports.ts';

export const createDisclosureStore = (database: Database): DisclosureStore => ({
  save: async (tx, disclosures) => {
    if (disclosures.length === 0) return;
    const rows = disclosures.map(({ event, outcome, at, ground }) => ({ ...event, outcome, at, ground }));
    await sql(
      tx,
      `INSERT INTO disclosure (partner_id, sequence, recorded_at, event_id, customer_id, name, outcome, at, ground)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS d (
         "partnerId" text, sequence bigint, "recordedAt" timestamptz, "eventId" text, "customerId" text, name text,
         outcome text, at timestamptz, ground text[])
       ON CONFLICT (partner_id, sequence, recorded_at) DO UPDATE
       SET outcome = excluded.outcome, at = excluded.at, ground = excluded.ground
       WHERE disclosure.outcome = 'WITHHELD' OR excluded.outcome = 'DISCLOSED'`,
      [JSON.stringify(rows)],
    );
  },

  pass: async (tx, partnerId, sequence) => {
    await sql(
      tx,
      `INSERT INTO passed (partner_id, sequence) VALUES ($1, $2)
       ON CONFLICT (partner_id) DO UPDATE SET sequence = excluded.sequence WHERE passed.sequence < excluded.sequence`,
      [partnerId, sequence],
    );
  },

  toldOf: async (partnerId, customerIds) => {
    const rows = await sql<{ asked: string }>(
      database,
      `SELECT DISTINCT o.asked FROM customer_origins($2) o
       WHERE EXISTS (
         SELECT FROM disclosure d
         WHERE d.customer_id = o.origin AND d.partner_id = $1 AND d.outcome = 'DISCLOSED')`,
      [partnerId, [...new Set(customerIds)]],
    );
    return new Set(rows.map(({ asked }) => asked));
  },

  sharedWith: async (customerIds) => {
    const rows = await sql<Sharing & { asked: string }>(
      database,
      `SELECT o.asked, p.name AS "partnerName", max(d.at) AS "lastSharedAt", count(*)::integer AS "eventCount"
       FROM customer_origins($1) o
       JOIN disclosure d ON d.customer_id = o.origin AND d.outcome = 'DISCLOSED'
       JOIN partner p ON p.id = d.partner_id
       GROUP BY o.asked, p.id ORDER BY o.asked, max(d.at) DESC, p.id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});

import { type Database, freshSql, pageOf, sql } from '@rapport/platform';
import type { LogHead, Partner } from '../domain/partner.ts';
import type { PartnerStore } from '../usecases/ports.ts';

const PARTNER = 'id, name, event_names AS "eventNames", registered_at AS "registeredAt"';

export const createPartnerStore = (database: Database): PartnerStore => ({
  page: (request) =>
    pageOf(
      request,
      ({ id }) => [id],
      (limit, after) =>
        freshSql<Partner>(
          database,
          `SELECT ${PARTNER} FROM partner WHERE $2::text IS NULL OR id > $2 COLLATE "C" ORDER BY id LIMIT $1`,
          [limit, after?.[0] ?? null],
        ),
    ),

  byIds: async (partnerIds, tx) => {
    const rows = await sql<Partner>(tx ?? database, `SELECT ${PARTNER} FROM partner WHERE id = ANY($1)`, [partnerIds]);
    return new Map(rows.map((partner) => [partner.id, partner]));
  },

  insertNew: async (tx, { id, name, eventNames, registeredAt }, salt) => {
    const inserted = await sql(
      tx,
      `INSERT INTO partner (id, name, event_names, registered_at, salt, last_sequence, last_recorded_at)
       VALUES ($1, $2, $3, $4, $5, 0, $4) ON CONFLICT (name) DO NOTHING RETURNING id`,
      [id, name, eventNames, registeredAt, Buffer.from(salt)],
    );
    return inserted.length > 0;
  },

  lockLogs: (tx) =>
    sql<LogHead>(
      tx,
      `SELECT id AS "partnerId", event_names AS "eventNames", salt, last_sequence AS "lastSequence",
              last_recorded_at AS "lastRecordedAt"
       FROM partner ORDER BY id FOR UPDATE`,
    ),
});

import { type Database, freshSql, sql } from '@rapport/platform';
import type { KeptReject } from '../domain/ingestion/reject.ts';
import type { RejectStore } from '../usecases/ports.ts';

export const createRejectStore = (database: Database): RejectStore => ({
  insert: async (tx, rejects) => {
    await sql(
      tx,
      `INSERT INTO reject (id, received_at, source, index, message_id, path, code, remedy)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id text, "receivedAt" timestamptz, source text, index integer,
         "messageId" text, path text, code text, remedy text)`,
      [JSON.stringify(rejects)],
    );
  },

  page: ({ limit, after }) =>
    freshSql<KeptReject>(
      database,
      `SELECT id, received_at AS "receivedAt", source, index, message_id AS "messageId", path, code, remedy
       FROM reject WHERE $2::timestamptz IS NULL OR (received_at, id) < ($2, $3)
       ORDER BY received_at DESC, id DESC LIMIT $1`,
      [limit, after?.[0] ?? null, after?.[1] ?? null],
    ),
});

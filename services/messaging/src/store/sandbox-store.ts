import { type Database, freshSql, sql } from '@rapport/platform';
import type { SandboxMessage } from '../domain/sandbox-message.ts';
import type { SandboxStore } from '../usecases/ports.ts';

export const createSandboxStore = (database: Database): SandboxStore => ({
  take: async ({ messageId, contactPointId, maskedAddress, body, takenAt }) => {
    await sql(
      database,
      `INSERT INTO sandbox_message (message_id, contact_point_id, masked_address, body, taken_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (message_id) DO NOTHING`,
      [messageId, contactPointId, maskedAddress, body, takenAt],
    );
  },

  has: async (messageId) =>
    (await sql(database, 'SELECT message_id FROM sandbox_message WHERE message_id = $1', [messageId])).length > 0,

  newest: (contactPointId, limit) =>
    freshSql<SandboxMessage>(
      database,
      `SELECT message_id AS "messageId", contact_point_id AS "contactPointId", masked_address AS "maskedAddress",
              body, taken_at AS "takenAt"
       FROM sandbox_message WHERE $1::text IS NULL OR contact_point_id = $1
       ORDER BY taken_at DESC, message_id DESC LIMIT $2`,
      [contactPointId, limit],
    ),
});

import { type Database, managerOf, sql } from '@rapport/platform';
import type { Conversation } from '../domain/conversation.ts';
import type { ConversationStore } from '../usecases/ports.ts';
import { conversationTable } from './tables.ts';

const COLUMNS = `c.id, c.holder_id AS "holderId", c.channel, c.contact_point_id AS "contactPointId",
  c.masked_address AS "maskedAddress", c.opened_at AS "openedAt", c.owner_due_at AS "ownerDueAt"`;

export const createConversationStore = (database: Database): ConversationStore => ({
  findLatest: async (tx, holderId, channel) => {
    const [row] = await sql<Conversation>(
      tx,
      `SELECT ${COLUMNS} FROM customer_origins(ARRAY[$1::text]) o JOIN conversation c ON c.holder_id = o.origin
       WHERE c.channel = $2 ORDER BY c.id DESC LIMIT 1`,
      [holderId, channel],
    );
    return row ?? null;
  },

  insert: async (tx, conversation) => {
    await managerOf(tx).getRepository(conversationTable).insert(conversation);
  },

  saveContactPoint: async (tx, id, point) => {
    await managerOf(tx).getRepository(conversationTable).update({ id }, point);
  },

  askOwners: async (tx, contactPointIds, at) => {
    await sql(tx, 'UPDATE conversation SET owner_due_at = $2 WHERE holder_id = ANY($1::text[])', [contactPointIds, at]);
  },

  claimUnowned: (now, until, limit) =>
    sql<Conversation>(
      database,
      `UPDATE conversation c SET owner_due_at = $2
       WHERE c.id IN (SELECT id FROM conversation WHERE owner_due_at <= $1
                      ORDER BY owner_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [now, until, limit],
    ),

  settleOwner: async (tx, contactPointId, customerId) => {
    await sql(
      tx,
      'UPDATE conversation SET holder_id = coalesce($2, holder_id), owner_due_at = NULL WHERE holder_id = $1',
      [contactPointId, customerId],
    );
  },

  partsOf: async (parts) => {
    const rows = await sql<Conversation & { part: number }>(
      database,
      `SELECT k.part::integer AS part, found.*
       FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS k (asked, size, after_id, part)
       CROSS JOIN LATERAL (
         SELECT ${COLUMNS} FROM customer_origins(ARRAY[k.asked]) o JOIN conversation c ON c.holder_id = o.origin
         WHERE k.after_id IS NULL OR c.id < k.after_id COLLATE "C"
         ORDER BY c.id DESC LIMIT k.size
       ) AS found ORDER BY k.part, found.id DESC`,
      [parts.map(({ of }) => of), parts.map(({ limit }) => limit), parts.map(({ afterId }) => afterId)],
    );
    const byPart = Map.groupBy(rows, ({ part }) => part);
    return parts.map((_, index) => byPart.get(index + 1) ?? []);
  },
});

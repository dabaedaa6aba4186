import { type Database, managerOf, sql } from '@rapport/platform';
import type { ConversationMessage } from '../domain/conversation.ts';
import type { MessageStore } from '../usecases/ports.ts';
import { columnsOfState, columnsOfWording, messageOf, type OutboundRow } from './message-rows.ts';
import { attemptTable, messageTable } from './tables.ts';

const COLUMNS = `m.id, m.created_at AS "createdAt", m.conversation_id AS "conversationId",
  m.customer_id AS "customerId", m.channel, m.channels, m.purpose, m.topic, m.decision_id AS "decisionId", m.template,
  m.wording, m.experiment_key AS "experimentKey", m.variation_key AS "variationKey", m.subject, m.body,
  m.contact_point_id AS "contactPointId", m.status, m.reasons, m.permit_id AS "permitId",
  m.provider_id AS "providerId", m.attempts, m.due_at AS "dueAt", m.expires_at AS "expiresAt", m.sent_at AS "sentAt"`;

/** Takes rows in hand: whoever else looks passes over them, now and until the lease ends. */
const claim = (statuses: string, isAttempt: boolean): string =>
  `UPDATE message m SET due_at = $2${isAttempt ? ', attempts = attempts + 1' : ''}
   FROM (SELECT id, created_at FROM message WHERE due_at <= $1 AND status IN (${statuses})
         ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) AS due
   WHERE m.id = due.id AND m.created_at = due.created_at RETURNING ${COLUMNS}`;

const writes = (): Pick<MessageStore, 'insert' | 'insertInbound' | 'saveState' | 'saveContents' | 'saveAttempt'> => ({
  insert: async (tx, message, dueAt) => {
    const { state, wording, channels, text: body, ...facts } = message;
    const columns = { ...columnsOfWording(wording), ...columnsOfState(state), channels: [...channels] };
    await managerOf(tx)
      .getRepository(messageTable)
      .insert({ ...facts, ...columns, body, direction: 'OUT', dueAt });
  },

  insertInbound: async (tx, { text: body, ...message }) => {
    await managerOf(tx)
      .getRepository(messageTable)
      .insert({ ...message, body, direction: 'IN', status: 'RECEIVED', reasons: [], attempts: 0 });
  },

  saveState: async (tx, { id, createdAt }, state, dueAt) => {
    await managerOf(tx)
      .getRepository(messageTable)
      .update({ id, createdAt }, { ...columnsOfState(state), reasons: [...columnsOfState(state).reasons], dueAt });
  },

  saveContents: async (
    tx,
    { id, createdAt, channel, conversationId, contactPointId, wording, subject, text: body },
  ) => {
    const contents = { channel, conversationId, contactPointId, ...columnsOfWording(wording), subject, body };
    await managerOf(tx).getRepository(messageTable).update({ id, createdAt }, contents);
  },

  saveAttempt: async (tx, attempt) => {
    const others = attempt.others ? [...attempt.others] : null;
    const row = { ...attempt, asked: attempt.asked ?? null, answer: attempt.answer ?? null, others };
    await managerOf(tx).getRepository(attemptTable).upsert(row, ['messageId', 'createdAt', 'number']);
  },
});

export const createMessageStore = (database: Database): MessageStore => ({
  ...writes(),

  claimDue: async (now, until, limit) =>
    (await sql<OutboundRow>(database, claim("'QUEUED', 'HELD'", true), [now, until, limit])).map(messageOf),

  claimUnsettled: async (now, until, limit) =>
    (await sql<OutboundRow>(database, claim("'SENDING', 'UNKNOWN'", false), [now, until, limit])).map(messageOf),

  findLocked: async (tx, { id, createdAt }) => {
    const [row] = await sql<OutboundRow>(
      tx,
      `SELECT ${COLUMNS} FROM message m WHERE id = $1 AND created_at = $2 AND direction = 'OUT' FOR UPDATE`,
      [id, createdAt],
    );
    return row ? messageOf(row) : null;
  },

  findByProviderId: async (tx, providerId) => {
    const [row] = await sql<OutboundRow>(
      tx,
      `SELECT ${COLUMNS} FROM message m WHERE provider_id = $1 AND direction = 'OUT' LIMIT 1`,
      [providerId],
    );
    return row ? messageOf(row) : null;
  },

  partsOf: async (parts) => {
    const rows = await sql<ConversationMessage & { part: number }>(
      database,
      `SELECT k.part::integer AS part, found.*
       FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS k (asked, size, after_id, part)
       CROSS JOIN LATERAL (
         SELECT m.id, m.conversation_id AS "conversationId", m.direction, m.subject, m.body AS text, m.status,
                m.reasons, m.sent_at AS "sentAt", m.received_at AS "receivedAt", m.decision_id AS "decisionId", m.reply
         FROM message m
         WHERE m.conversation_id = k.asked COLLATE "C" AND (k.after_id IS NULL OR m.id < k.after_id COLLATE "C")
         ORDER BY m.id DESC LIMIT k.size
       ) AS found ORDER BY k.part, found.id DESC`,
      [parts.map(({ of }) => of), parts.map(({ limit }) => limit), parts.map(({ afterId }) => afterId)],
    );
    const byPart = Map.groupBy(rows, ({ part }) => part);
    return parts.map((_, index) => byPart.get(index + 1) ?? []);
  },
});

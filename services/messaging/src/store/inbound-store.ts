import { instantOfId } from '@rapport/contracts';
import { type Database, managerOf, sql } from '@rapport/platform';
import type { InboundStore } from '../usecases/ports.ts';
import { localStopTable } from './tables.ts';

export const createInboundStore = (database: Database): InboundStore => ({
  claim: async (tx, providerId, messageId) => {
    const claimed = await sql(
      tx,
      `INSERT INTO inbound_claim (provider_id, message_id, claimed_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING provider_id`,
      [providerId, messageId, tx.now],
    );
    if (claimed.length > 0) return null;
    const [earlier] = await sql<{ messageId: string }>(
      tx,
      'SELECT message_id AS "messageId" FROM inbound_claim WHERE provider_id = $1',
      [providerId],
    );
    if (!earlier) return { reply: null };
    const [message] = await sql<{ reply: string | null }>(
      tx,
      'SELECT reply FROM message WHERE id = $1 AND created_at = $2',
      [earlier.messageId, instantOfId(earlier.messageId)],
    );
    return { reply: message?.reply ?? null };
  },

  trim: async (before) => {
    await sql(database, 'DELETE FROM inbound_claim WHERE claimed_at < $1', [before]);
  },

  findStop: (tx, contactPointId) => managerOf(tx).getRepository(localStopTable).findOneBy({ contactPointId }),

  saveStop: async (tx, stop) => {
    await managerOf(tx).getRepository(localStopTable).upsert(stop, ['contactPointId']);
  },
});

import type { Channel, Tx } from '@rapport/contracts';
import type { Conversation } from '../domain/conversation.ts';
import type { Stores } from './ports.ts';

/** The conversation of a holder on a channel: the latest, or a new one. The holder must be locked. */
export const openConversation =
  ({ stores }: { stores: Pick<Stores, 'conversations'> }) =>
  async (tx: Tx, holderId: string, channel: Channel): Promise<Conversation> => {
    const found = await stores.conversations.findLatest(tx, holderId, channel);
    if (found) return found;
    const conversation: Conversation = {
      id: tx.newId('cnv'),
      holderId,
      channel,
      contactPointId: null,
      maskedAddress: null,
      openedAt: tx.now,
      ownerDueAt: null,
    };
    await stores.conversations.insert(tx, conversation);
    return conversation;
  };

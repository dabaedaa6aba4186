import type { Database, Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createConversationStore } from './conversation-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { createInboundStore } from './inbound-store.ts';
import { createMessageStore } from './message-store.ts';
import { MessagingEmailAndWording1764000001110 } from './migrations/email-and-wording.ts';
import { MessagingStart1764000001100 } from './migrations/start.ts';
import { tables } from './tables.ts';
import { createWordingStore } from './wording-store.ts';

/** The tables of messaging and the migrations that make them, in order. */
export const storage: Storage = {
  tables,
  migrations: [MessagingStart1764000001100, MessagingEmailAndWording1764000001110],
};

export const createStores = (database: Database): Stores => ({
  customers: createCustomerStore(database),
  conversations: createConversationStore(database),
  messages: createMessageStore(database),
  inbound: createInboundStore(database),
  wordings: createWordingStore(),
});

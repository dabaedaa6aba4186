import DataLoader from 'dataloader';
import type { Conversation, ConversationMessage } from '../domain/conversation.ts';
import type { Part, Stores } from '../usecases/ports.ts';

const keyOf = ({ of, limit, afterId }: Part): string => `${of} ${limit} ${afterId ?? ''}`;

/** One statement per kind of thing and request, however many customers and conversations are asked for. */
export const createLoaders = ({ conversations, messages }: Pick<Stores, 'conversations' | 'messages'>) => ({
  conversations: new DataLoader<Part, Conversation[], string>((parts) => conversations.partsOf(parts), {
    cacheKeyFn: keyOf,
  }),
  messages: new DataLoader<Part, ConversationMessage[], string>((parts) => messages.partsOf(parts), {
    cacheKeyFn: keyOf,
  }),
});
export type Loaders = ReturnType<typeof createLoaders>;

import type { Resolvers } from './generated.ts';

/** Each field of messaging's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    messagingDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
  },
  Mutation: {
    messagingReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    conversations: ({ id: of }, page, { does, loaders }) =>
      does.pageById(page, (limit, afterId) => loaders.conversations.load({ of, limit, afterId })),
  },
  Conversation: {
    contactPoint: ({ maskedAddress }) => maskedAddress,
    messages: ({ id: of }, page, { does, loaders }) =>
      does.pageById(page, (limit, afterId) => loaders.messages.load({ of, limit, afterId })),
  },
  Message: {
    decision: ({ decisionId }) => (decisionId ? { id: decisionId } : null),
  },
};

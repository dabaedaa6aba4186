/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Conversation: '../domain/conversation.ts#Conversation as ConversationModel',
  Message: '../domain/conversation.ts#ConversationMessage',
};

import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An error that a subgraph told, as the whole answer tells it: at its place there, with the subgraph's name. */
export const subgraphError = (
  { message, extensions }: GraphQLFormattedError,
  { subgraph, path }: { subgraph: string; path: (string | number)[] | undefined },
): GraphQLError => {
  const words = message || `Error while fetching subquery from service "${subgraph}"`;
  return new GraphQLError(words, {
    path,
    // What is said below never decides the status of the whole answer.
    originalError: new Error(words),
    extensions: {
      ...extensions,
      serviceName: subgraph,
      code: extensions?.['code'] || 'DOWNSTREAM_SERVICE_ERROR',
    },
  });
};

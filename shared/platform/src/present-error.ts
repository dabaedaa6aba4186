import { unwrapResolverError } from '@apollo/server/errors';
import { RapportError } from '@rapport/contracts';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from './log.ts';
import { trace } from './trace.ts';

/**
 * The one place where an error becomes a GraphQL error. What is ours keeps its code, message and issues; what GraphQL
 * itself refused keeps its words; everything else is logged once and leaves as INTERNAL with a trace id.
 */
export const presentError =
  (log: Log) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown);
    const traceId = trace.idOf(trace.current());
    const place = { path: formatted.path, locations: formatted.locations };
    if (error instanceof RapportError) {
      const { code, message, issues } = error;
      if (code === 'INTERNAL' || code === 'UNAVAILABLE') log.error({ err: error, traceId }, 'a request failed');
      return { ...place, message, extensions: { code, traceId, ...(issues.length > 0 ? { issues } : {}) } };
    }
    if (error instanceof GraphQLError && error.originalError === undefined) {
      const code = formatted.extensions?.['code'] ?? 'BAD_USER_INPUT';
      if (code !== 'INTERNAL_SERVER_ERROR') return { ...formatted, extensions: { code, traceId } };
    }
    log.error({ err: error, traceId }, 'a request failed unexpectedly');
    return { ...place, message: `something went wrong; quote ${traceId}`, extensions: { code: 'INTERNAL', traceId } };
  };

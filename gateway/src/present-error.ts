import { unwrapResolverError } from '@apollo/server/errors';
import { type Log, trace } from '@rapport/platform';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An answer that is an error and nothing else, in GraphQL's shape. */
export const errorAnswer = (code: string, message: string, extensions: Record<string, unknown> = {}) => ({
  errors: [{ message, extensions: { code, traceId: trace.idOf(trace.current()), ...extensions } }],
});

/** Codes that say "the program is at fault" and nothing that a client may read. */
const MASKED = ['INTERNAL', 'INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR', 'INVALID_GRAPHQL'];

/** Where an error was thrown. Its message is left out: it may quote an answer, and answers are about people. */
export const placeOf = (error: unknown): { name: string; at: string[] } => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { name: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
};

const isRefusedRequest = (error: GraphQLError): boolean => {
  const http: unknown = error.extensions['http'];
  const status = typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;
  return typeof status === 'number' && status < 500;
};

/**
 * The one place where an error of the graph becomes what a client reads. What a subgraph said keeps its code, message
 * and issues; what the gateway refused keeps its words; everything else leaves as INTERNAL with a trace id, which is
 * also in the log of the process that failed.
 */
export const presentError =
  (log: Log) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const traceId = trace.idOf(trace.current());
    const { code, issues, serviceName, service = serviceName } = formatted.extensions ?? {};
    const origin = service === undefined ? {} : { service };
    const place = { path: formatted.path, locations: formatted.locations };
    const error = unwrapResolverError(thrown);
    if (code === 'INTERNAL_SERVER_ERROR' && error instanceof GraphQLError && isRefusedRequest(error)) {
      return { ...place, message: formatted.message, extensions: { code: 'BAD_REQUEST', traceId } };
    }
    if (!MASKED.includes(String(code))) {
      const detail = Array.isArray(issues) ? { issues } : {};
      return { ...place, message: formatted.message, extensions: { code, ...origin, traceId, ...detail } };
    }
    // A subgraph that masked its error has logged it itself.
    if (code !== 'INTERNAL')
      log.error({ ...placeOf(error), ...origin, code, traceId }, 'a request failed unexpectedly');
    return {
      ...place,
      message: `something went wrong; quote ${traceId}`,
      extensions: { code: 'INTERNAL', ...origin, traceId },
    };
  };

import type { Viewer } from '@rapport/contracts';
import { type Clock, elapsedMs, type Log } from '@rapport/platform';
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { affectedPaths } from './affected-paths.ts';
import { CONNECTIONS_MAX, subgraphCaller, Unanswered } from './call-subgraph.ts';
import type { Subgraph } from './execute/compiling-gateway.ts';

/** What every call of one client request shares. */
export type GraphContext = {
  readonly viewer: Viewer;
  /** When, by `elapsedMs`, the request must be over. */
  readonly deadlineMs: number;
};

/** A subgraph, as the gateway's query plans use it. */
export type SubgraphSource = Subgraph<GraphContext> & { close(): Promise<void> };

const CONNECT_MS_MAX = 2_000;
const ANSWER_BYTES_MAX = 16 * 1_048_576;

type Parts = {
  readonly name: string;
  readonly url: URL;
  /** Signs the statements for this subgraph. */
  readonly key: Uint8Array;
  /** How long a call may take, ms, a second attempt included. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
};

/** Logs when a subgraph stops answering and when it answers again, and nothing in between. */
const watchAnswers = (subgraph: string, log: Log) => {
  let isDown = false;
  return (failure: Unanswered | null): void => {
    if (failure && !isDown) log.warn({ subgraph, reason: failure.message }, 'a subgraph gives no answer');
    if (!failure && isDown) log.info({ subgraph }, 'a subgraph answers again');
    isDown = failure !== null;
  };
};

/**
 * Calls one subgraph over kept connections; nothing of the client's own headers goes along. A dropped connection is
 * tried once more, for queries only. When there is no answer in time, every field that was asked for is null with
 * `SUBGRAPH_UNAVAILABLE` and `service` = the subgraph's name.
 */
export const createSubgraphSource = ({ name, url, key, timeoutMs, clock, log }: Parts): SubgraphSource => {
  const pool = new Pool(url.origin, {
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_MS_MAX },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 30_000,
    maxResponseSize: ANSWER_BYTES_MAX,
  });
  const call = subgraphCaller({ name, key, clock, pool });
  const note = watchAnswers(name, log);
  return {
    ask: async ({ query, bodyHead, isMutation }, variables, { viewer, deadlineMs }) => {
      const everywhere = (error: GraphQLFormattedError) => ({
        data: null,
        errors: affectedPaths(query, variables).map((path) => ({ ...error, path })),
      });
      try {
        const { data = null, errors = [] } = await call({
          body: `${bodyHead}${JSON.stringify(variables)}}`,
          viewer,
          untilMs: Math.min(elapsedMs() + timeoutMs, deadlineMs),
          isRepeatable: !isMutation,
        });
        note(null);
        const [first] = errors;
        // A call that was refused as a whole says so at each field that is missing for it.
        if (data === null && first && !first.path) return everywhere(first);
        return errors.length > 0 ? { data, errors } : { data };
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        note(error);
        const message = `${name} cannot be reached at the moment, its fields are null: try again shortly`;
        return everywhere({ message, extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: name } });
      }
    },
    close: () => pool.close(),
  };
};

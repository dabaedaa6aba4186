import type { SupergraphManager } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { ERROR_STATUS, RapportError } from '@rapport/contracts';
import { elapsedMs, type Log, type Metrics, trace } from '@rapport/platform';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { clientPath } from './client-path.ts';
import { compilingGateway, type Subgraph } from './execute/compiling-gateway.ts';
import { errorAnswer, placeOf, presentError } from './present-error.ts';
import { costMeter } from './query-cost.ts';
import { type QueryLimits, queryJudge } from './query-limits.ts';
import type { GraphContext } from './subgraph-source.ts';
import type { IdentifyViewer } from './viewer-identifier.ts';

/** The longest GraphQL request, bytes. */
const BODY_BYTES_MAX = 262_144;

/** The planner gives up looking for a better plan after this many; its default is ten times as many. */
const PLANS_MAX = 1_000;

type Parts = {
  readonly supergraph: SupergraphManager;
  /** The subgraph of a name; throws for one that is not known. */
  readonly sourceOf: (name: string) => Subgraph<GraphContext>;
  readonly identify: IdentifyViewer;
  readonly limits: QueryLimits;
  /** How long the calls of one request may take together, ms. */
  readonly requestTimeoutMs: number;
  readonly nodeEnv: string;
  readonly log: Log;
  readonly metrics: Metrics;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Values that do not fit the graph come as a side remark of the gateway; for a client they are errors like others. */
const misfits = (extensions: Record<string, unknown> | undefined): GraphQLFormattedError[] => {
  const found: unknown = extensions?.['valueCompletion'];
  if (!Array.isArray(found)) return [];
  const traceId = trace.idOf(trace.current());
  return found.filter(isRecord).map(({ path }) => ({
    message: `something went wrong; quote ${traceId}`,
    ...(Array.isArray(path) ? { path } : {}),
    extensions: { code: 'INTERNAL', traceId },
  }));
};

/** Refuses, before it is planned, what would bring too many objects; also when only the query's hash was sent. */
const requireAffordable = (cost: number, costMax: number): void => {
  if (cost <= costMax) return;
  const message = `the query may bring ${cost} objects, ${costMax} are allowed: ask for shorter pages or less in each`;
  throw new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COSTLY', http: { status: 400 } } });
};

/** Counts requests, refuses those that cost too much, and lets every error's path be the client's. */
const answerPlugin = ({ log, metrics, limits }: Parts, costOf = costMeter()): ApolloServerPlugin<GraphContext> => ({
  requestDidStart: async () => {
    const begunMs = elapsedMs();
    return {
      didResolveOperation: async ({ schema, document, operation, request: { variables = {} } }) => {
        if (operation) requireAffordable(costOf({ schema, document, operation, variables }), limits.cost);
      },
      willSendResponse: async ({ response, errors }) => {
        metrics.requests.inc({ result: errors ? 'error' : 'ok' });
        metrics.requestSeconds.observe((elapsedMs() - begunMs) / 1_000);
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        const { data, extensions: { valueCompletion, ...extensions } = {} } = singleResult;
        const unfit = misfits(singleResult.extensions);
        if (unfit.length > 0)
          log.error({ count: unfit.length, traceId: trace.idOf(trace.current()) }, 'answers do not fit the graph');
        const all = [...(singleResult.errors ?? []), ...unfit];
        if (all.length === 0) return;
        singleResult.errors = all.map((error) =>
          error.path ? { ...error, path: clientPath(error.path, data) } : error,
        );
        if (valueCompletion !== undefined)
          singleResult.extensions = Object.keys(extensions).length > 0 ? extensions : undefined;
      },
    };
  },
});

const createServer = (parts: Parts): ApolloServer<GraphContext> => {
  const { supergraph, sourceOf, nodeEnv, limits, log } = parts;
  const isProduction = nodeEnv === 'production';
  const gateway = compilingGateway<GraphContext>({
    supergraphSdl: supergraph,
    subgraphOf: sourceOf,
    // Also in production: a supergraph that is not sound is refused when it comes, not when it is asked.
    validateSupergraph: true,
    queryPlannerConfig: { debug: { maxEvaluatedPlans: PLANS_MAX } },
    logger: log,
  });
  return new ApolloServer<GraphContext>({
    gateway,
    nodeEnv,
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.tokens },
    stopOnTerminationSignals: false,
    formatError: presentError(log),
    logger: log,
    plugins: [ApolloServerPluginLandingPageDisabled(), answerPlugin(parts)],
  });
};

/** The text of the query that a request brings, or null for one that only names a persisted query. */
const queryTextOf = ({ method, body, query }: FastifyRequest): string | null => {
  const given = method === 'GET' ? query : body;
  return isRecord(given) && typeof given['query'] === 'string' ? given['query'] : null;
};

const refusalOf = (error: FastifyError | RapportError): { status: number; code: string; message: string } => {
  if (error instanceof RapportError)
    return { status: ERROR_STATUS[error.code], code: error.code, message: error.message };
  const status = error.statusCode ?? 500;
  if (status === 413) {
    const message = `a request may have ${BODY_BYTES_MAX / 1_024} kB: send less at once`;
    return { status, code: 'PAYLOAD_TOO_LARGE', message };
  }
  if (status < 500) return { status, code: 'INVALID_INPUT', message: error.message };
  return { status: 500, code: 'INTERNAL', message: `something went wrong; quote ${trace.idOf(trace.current())}` };
};

/**
 * Serves the graph at `/graphql`: POST, and GET for queries that carry a header against cross-site requests. In this
 * order a request is identified, read, measured, validated, planned and executed; each step may end it, with a code.
 */
export const serveGraph = async (http: FastifyInstance, parts: Parts): Promise<{ stop(): Promise<void> }> => {
  const { identify, limits, log, requestTimeoutMs } = parts;
  const server = createServer(parts);
  await server.start();
  const judge = queryJudge(limits);
  const contexts = new WeakMap<FastifyRequest, GraphContext>();
  const contextOf = async (request: FastifyRequest): Promise<GraphContext> => {
    const context = contexts.get(request);
    if (!context) throw new Error('a request was executed before its viewer was known');
    return context;
  };
  await http.register(async (scope) => {
    scope.setErrorHandler((error: FastifyError | RapportError, _request, reply) => {
      const { status, code, message } = refusalOf(error);
      // An issuer that is away is logged once, not with every request.
      if (status >= 500 && status !== 503)
        log.error({ ...placeOf(error), traceId: trace.idOf(trace.current()) }, 'a request failed');
      if (status === 401) void reply.header('www-authenticate', 'Bearer');
      return reply.status(status).send(errorAnswer(code, message));
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      bodyLimit: BODY_BYTES_MAX,
      onRequest: async (request) => {
        contexts.set(request, { viewer: await identify(request.headers), deadlineMs: elapsedMs() + requestTimeoutMs });
      },
      preHandler: async (request, reply) => {
        const text = queryTextOf(request);
        const excess = text === null ? null : judge(text);
        return excess ? reply.status(400).send(errorAnswer(excess.code, excess.message)) : undefined;
      },
      handler: fastifyApolloHandler(server, { context: contextOf }),
    });
  });
  return { stop: () => server.stop() };
};

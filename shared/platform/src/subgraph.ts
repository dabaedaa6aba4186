import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type Domain, type RequestContext, STATEMENT_HEADER, type Transact } from '@rapport/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type GraphQLSchema, parse } from 'graphql';
import { guardSchema } from './access.ts';
import { type Clock, elapsedMs } from './clock.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { presentError } from './present-error.ts';
import { startReadAudit } from './read-audit.ts';
import { createReads } from './request-context.ts';
import { scalars } from './scalars.ts';
import { statementVerifier } from './statement.ts';

/** common.graphql, which stands before every subgraph's own schema. */
export const commonSchema = (): string =>
  readFileSync(fileURLToPath(import.meta.resolve('@rapport/contracts/common.graphql')), 'utf8');

/** A subgraph's part of the graph, behind its access rules. */
export type Subgraph<Context extends RequestContext> = {
  /** The text of the service's `schema.graphql`. */
  readonly schema: string;
  readonly resolvers: object;
  /** What the service's resolvers need beside the viewer, made anew for every request: loaders above all. */
  readonly context: (base: RequestContext) => Context;
};

export const buildGuardedSchema = (schema: string, resolvers: object): GraphQLSchema =>
  guardSchema(
    buildSubgraphSchema({ typeDefs: parse(`${commonSchema()}\n${schema}`), resolvers: { ...scalars, ...resolvers } }),
  );

type Parts = {
  readonly service: Domain;
  readonly database: Database;
  readonly keys: readonly Uint8Array[];
  readonly transact: Transact;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** Serves a subgraph at `POST /graphql` to whoever carries the gateway's statement, and to nobody else. */
export const serveGraph = async <Context extends RequestContext>(
  http: FastifyInstance,
  parts: Parts,
  subgraph: Subgraph<Context>,
): Promise<{ stop(): Promise<void> }> => {
  const { clock, keys, log, metrics, service } = parts;
  const readAudit = startReadAudit(parts);
  const verify = statementVerifier(keys, service);
  const server = new ApolloServer<Context>({
    schema: buildGuardedSchema(subgraph.schema, subgraph.resolvers),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    formatError: presentError(log),
    // The gateway reads it, not a person.
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      // Answers are about people: none is cached, so no field needs to be asked how long.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      {
        requestDidStart: async () => {
          const begun = elapsedMs();
          let early: Promise<void> | undefined;
          return {
            executionDidStart: async ({ contextValue }) => {
              // Most of what is read is known at once: it is written while the answer is being made.
              setImmediate(() => {
                early = readAudit.write(contextValue);
                // Thrown where it is awaited, below.
                early.catch(() => {});
              });
            },
            willSendResponse: async ({ contextValue, errors }) => {
              await Promise.all([early, readAudit.write(contextValue)]);
              metrics.requests.inc({ result: errors ? 'error' : 'ok' });
              metrics.requestSeconds.observe((elapsedMs() - begun) / 1_000);
            },
          };
        },
      },
    ],
  });
  await server.start();

  const contextOf = async (request: FastifyRequest): Promise<Context> => {
    const { viewer } = verify(request.headers[STATEMENT_HEADER] as string | undefined, clock.now());
    return subgraph.context({ viewer, reads: createReads() });
  };
  const handle = fastifyApolloHandler(server, { context: contextOf });
  http.post('/graphql', {
    preHandler: async (request) => {
      verify(request.headers[STATEMENT_HEADER] as string | undefined, clock.now());
    },
    handler: handle,
  });
  return {
    stop: async () => {
      await server.stop();
      await readAudit.stop();
    },
  };
};

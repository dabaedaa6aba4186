import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ApolloGateway } from '@apollo/gateway';
import { seededRandom } from '@rapport/testkit';
import { buildSchema, type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { refuseVendorTelemetry } from '../../src/config.ts';
import { compilingGateway } from '../../src/execute/compiling-gateway.ts';
import { generateAnswer } from './generate-answer.ts';
import type { GeneratedQuery } from './generate-query.ts';

/** What the made-up subgraphs answer in one run. */
export type World = {
  readonly seed: number;
  readonly faultRate: number;
  /** What a subgraph answers whatever it is asked, by its name; the others make something up. */
  readonly answers?: Readonly<Record<string, unknown>>;
};

type Call = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
type Executor = ApolloGateway['executor'];
type Executed = Awaited<ReturnType<Executor>>;

const seedOf = (text: string): number => createHash('sha256').update(text).digest().readInt32BE();

/** The made-up subgraphs of a supergraph. Each takes a time of its own: answers come in the same order always. */
const subgraphsOf = (schema: GraphQLSchema) => {
  return async (name: string, { query, variables }: Call, { seed, faultRate, answers }: World) => {
    const call = JSON.stringify({ seed, name, query, variables });
    for (let turns = seedOf(call) & 15; turns >= 0; turns -= 1) await setImmediate();
    const makeUp = () =>
      generateAnswer({ schema, random: seededRandom(seedOf(call)), faultRate }, JSON.parse(call) as Call);
    const answer = answers?.[name] ?? makeUp();
    return JSON.parse(JSON.stringify(answer)) as { data?: Record<string, unknown>; errors?: GraphQLError[] };
  };
};

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const requestOf = ({ document, variables, text }: GeneratedQuery, world: World): Parameters<Executor>[0] =>
  ({
    request: { query: text, variables: JSON.parse(JSON.stringify(variables)) as Record<string, unknown> },
    document,
    operation: getOperationAST(document),
    queryHash: createHash('sha256').update(text).digest('hex'),
    context: world,
    metrics: {},
    logger: silent,
  }) as unknown as Parameters<Executor>[0];

/** Errors of our own making are told apart by nothing but their being there: clients read "something went wrong". */
const wordsOf = (error: GraphQLError): string => {
  const { message, path, extensions } = error;
  return extensions?.['serviceName'] ? JSON.stringify({ message, path, extensions }) : 'a failure';
};

/** What a client can tell of an execution, as text. */
export const visible = ({ data, errors = [], extensions }: Executed): unknown => ({
  data: data === undefined ? 'none' : JSON.stringify(data),
  errors: data === undefined ? errors.length > 0 : errors.map(wordsOf),
  misfits: JSON.stringify(extensions ?? {}),
});

/** Apollo's executor and ours over the same supergraph and the same made-up subgraphs. */
export const bothExecutors = async (supergraphSdl: string) => {
  refuseVendorTelemetry();
  const schema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const ask = subgraphsOf(schema);
  const calls = { apollo: 0, ours: 0 };
  const apollo = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    buildService: ({ name }) => ({
      process: async ({ request: { query = '', variables = {} }, context }) => {
        calls.apollo += 1;
        return ask(name, { query, variables }, context as unknown as World);
      },
    }),
  });
  const ours = compilingGateway<World>({
    supergraphSdl: { initialize: async () => ({ supergraphSdl }) },
    logger: silent,
    subgraphOf: (name) => ({
      ask: (operation, variables, world) => {
        calls.ours += 1;
        const sent = JSON.parse(`${operation.bodyHead}${JSON.stringify(variables)}}`) as Call;
        return ask(name, sent, world);
      },
    }),
  });
  const { schema: apiSchema } = await apollo.load();
  await ours.load();
  const run = async (gateway: ApolloGateway, query: GeneratedQuery, world: World): Promise<unknown> => {
    try {
      return visible(await gateway.executor(requestOf(query, world)));
    } catch {
      return 'the whole failed';
    }
  };
  return {
    apiSchema,
    calls,
    /** What a client sees of Apollo's execution and of ours. */
    execute: async (query: GeneratedQuery, world: World) => ({
      apollo: await run(apollo, query, world),
      ours: await run(ours, query, world),
    }),
    stop: () => Promise.all([apollo.stop(), ours.stop()]),
  };
};

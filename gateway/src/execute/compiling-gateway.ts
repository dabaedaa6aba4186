import { ApolloGateway, type GatewayConfig, type SupergraphManager } from '@apollo/gateway';
import { buildSchema, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Answer, FetchedOperation } from './compile-fetch.ts';
import { type CompiledOperation, compileOperation } from './compile-operation.ts';
import type { Data, QueryPlan } from './query-plan.ts';

type RequestContext = Parameters<ApolloGateway['executor']>[0];

/** A subgraph, as compiled operations ask it. */
export type Subgraph<Context> = {
  ask(operation: FetchedOperation, variables: Data, context: Context): Promise<Answer>;
};

type Settings<Context> = Pick<GatewayConfig, 'logger' | 'queryPlannerConfig' | 'validateSupergraph'> & {
  readonly supergraphSdl: SupergraphManager;
  /** The subgraph of a name; throws for one that is not known. */
  readonly subgraphOf: (name: string) => Subgraph<Context>;
};

/** One state of the supergraph, and what was compiled for it; an operation goes when its document is forgotten. */
type Edition = {
  readonly apiSchema: GraphQLSchema;
  readonly supergraph: GraphQLSchema;
  readonly compiled: WeakMap<OperationDefinitionNode, CompiledOperation>;
};

/** Carries a plan out of Apollo's gateway, which gives one away only on the way to executing it. */
class PlanFound extends Error {
  override readonly name = 'PlanFound';
  readonly plan: QueryPlan;

  constructor(plan: QueryPlan) {
    super('the plan is found');
    this.plan = plan;
  }
}

type Executor = ApolloGateway['executor'];

/** The plan for a request, or the answer to one that is refused before it is planned. */
const planOf = async (
  planner: Executor,
  request: RequestContext,
): Promise<{ plan: QueryPlan } | { refusal: Awaited<ReturnType<Executor>> }> => {
  try {
    return { refusal: await planner(request) };
  } catch (error) {
    if (error instanceof PlanFound) return { plan: error.plan };
    throw error;
  }
};

/**
 * Apollo's gateway, which takes the supergraph, keeps it fresh and plans over it, with an executor of our own: an
 * operation is compiled once, with its plan, and then only executed.
 */
export const compilingGateway = <Context>({ subgraphOf, ...settings }: Settings<Context>): ApolloGateway => {
  const gateway = new ApolloGateway({
    ...settings,
    // Called for each subgraph of a new supergraph: one that is not known makes it be refused.
    buildService: ({ name }) => {
      subgraphOf(name);
      return { process: () => Promise.reject(new Error('plans are executed by the compiled operation')) };
    },
    experimental_didResolveQueryPlan: ({ queryPlan }) => {
      throw new PlanFound(queryPlan);
    },
  });
  let edition: Edition | null = null;
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    const supergraph = buildSchema(coreSupergraphSdl, { assumeValid: true, assumeValidSDL: true, noLocation: true });
    edition = { apiSchema, supergraph, compiled: new WeakMap() };
  });
  const planner = gateway.executor;
  gateway.executor = async (request) => {
    const { operation, document } = request;
    const current = edition;
    if (!current) throw new Error('a request came before the supergraph');
    let execute = operation && current.compiled.get(operation);
    if (!execute) {
      const found = await planOf(planner, request);
      if ('refusal' in found) return found.refusal;
      // The supergraph was changed while this was planned: the plan is of the new one.
      if (edition !== current) return gateway.executor(request);
      execute = compileOperation({ document, operation, plan: found.plan, ...current });
      current.compiled.set(operation, execute);
    }
    const context = request.context as Context;
    return execute(request.request.variables ?? {}, (name, fetched, variables) =>
      subgraphOf(name).ask(fetched, variables, context),
    );
  };
  return gateway;
};

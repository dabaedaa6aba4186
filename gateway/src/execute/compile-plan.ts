import type { GraphQLSchema } from 'graphql';
import { compileFetch, type Run, type RunNode } from './compile-fetch.ts';
import type { Settings } from './conditions.ts';
import { finder } from './places.ts';
import type { Path, PlanNode, QueryPlan } from './query-plan.ts';

type PlanRun = Run & { readonly settings: Settings };
type RunPlanNode = (run: PlanRun, found: Parameters<RunNode>[1]) => Promise<void>;

const nothing: RunPlanNode = async () => undefined;

const compileNode = (schema: GraphQLSchema, node: PlanNode, path: Path): RunPlanNode => {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((step) => compileNode(schema, step, path));
      return async (run, found) => {
        for (const step of steps) await step(run, found);
      };
    }
    case 'Parallel': {
      const branches = node.nodes.map((branch) => compileNode(schema, branch, path));
      return async (run, found) => {
        await Promise.all(branches.map((branch) => branch(run, found)));
      };
    }
    case 'Flatten': {
      const inner = compileNode(schema, node.node, [...path, ...node.path]);
      const find = finder(node.path);
      return async (run, found) => {
        const inside = find(found);
        if (inside) await inner(run, inside);
      };
    }
    case 'Fetch':
      return compileFetch(schema, node, path);
    case 'Condition': {
      const [then, otherwise] = [node.ifClause, node.elseClause].map((branch) =>
        branch ? compileNode(schema, branch, path) : nothing,
      ) as [RunPlanNode, RunPlanNode];
      return (run, found) => (run.settings(node.condition) ? then : otherwise)(run, found);
    }
    case 'Defer':
      throw new Error('the planner is not asked for deferred answers');
    default:
      throw new Error('the planner made a step that is not known');
  }
};

/**
 * Makes the function that executes a plan: it calls the subgraphs and fills `run.data`.
 * @param schema the whole supergraph, also what clients do not see: subgraphs are told of that as well
 * @throws Misfit where an answer has a list for an object or an object for a list
 */
export const compilePlan = (schema: GraphQLSchema, { node }: QueryPlan): ((run: PlanRun) => Promise<void>) => {
  if (!node) return async () => undefined;
  if (node.kind === 'Subscription') throw new Error('subscriptions are not executed here');
  const execute = compileNode(schema, node, []);
  return (run) => execute(run, run.data);
};

import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { AskSubgraph } from './compile-fetch.ts';
import { compilePlan } from './compile-plan.ts';
import { compileShape, type Shaping } from './compile-shape.ts';
import { type Settings, settingsOf } from './conditions.ts';
import type { Data, QueryPlan } from './query-plan.ts';

/** What an operation came to. */
export type Executed = {
  readonly data?: Data | null;
  /** What subgraphs told, and calls that failed. */
  readonly errors?: readonly GraphQLError[];
  /** Values that do not fit the graph, where there was no error that may be the cause. */
  readonly extensions?: { readonly valueCompletion: readonly GraphQLError[] };
};

/** A valid operation with its plan. */
export type PlannedOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: QueryPlan;
  /** The schema that clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The whole supergraph. */
  readonly supergraph: GraphQLSchema;
};

/** Executes one operation again and again: the same steps with other variables. */
export type CompiledOperation = (variables: Readonly<Data>, ask: AskSubgraph) => Promise<Executed>;

/** The settings of conditions for which the shape of an answer is kept; each condition doubles them. */
const SHAPES_MAX = 64;

/** Answers `__schema` and `__type`, which no subgraph is asked. */
const introspection =
  ({ apiSchema, document, operation }: PlannedOperation, variables: Readonly<Data>) =>
  (field: FieldNode): unknown => {
    const alone: OperationDefinitionNode = {
      ...operation,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [{ ...field, directives: [] }] },
    };
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    const { data, errors } = executeSync({
      schema: apiSchema,
      document: { kind: Kind.DOCUMENT, definitions: [alone, ...fragments] },
      rootValue: {},
      variableValues: variables,
    });
    if (errors?.[0]) throw errors[0];
    return data?.[(field.alias ?? field.name).value];
  };

/** The variables of an operation that `@skip` and `@include` depend on. */
const conditionsOf = ({ document, operation }: PlannedOperation): string[] => {
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) used.add(value.name.value);
    },
  });
  const defined = operation.variableDefinitions ?? [];
  return defined.map(({ variable }) => variable.name.value).filter((name) => used.has(name));
};

/** The shapes of an operation's answers: one for each way in which its conditions can stand, made when it is needed. */
const shapesOf = (planned: PlannedOperation) => {
  const { document, operation, apiSchema } = planned;
  const root = apiSchema.getRootType(operation.operation);
  if (!root) throw new Error(`the graph has no ${operation.operation}`);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const conditions = conditionsOf(planned);
  const shapes = new Map<string, ReturnType<typeof compileShape>>();
  return (settings: Settings) => {
    const key = conditions.map((name) => (settings(name) ? '+' : '-')).join('');
    let shape = shapes.get(key);
    if (!shape) {
      const fixed = new Map(conditions.map((name) => [name, settings(name)]));
      const reading = { schema: apiSchema, fragments, settings: (name: string) => fixed.get(name) === true };
      shape = compileShape(operation.selectionSet.selections, root, reading);
      if (shapes.size >= SHAPES_MAX) shapes.clear();
      shapes.set(key, shape);
    }
    return shape;
  };
};

const asGraphqlError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
};

/**
 * Makes the function that executes a planned operation: everything that is the same for each request is worked out
 * here, once. It answers what `executeQueryPlan` of @apollo/gateway answers, which a test compares.
 * @throws Misfit (the function made) where an answer does not let the plan go on; GraphQL errors are in the answer
 */
export const compileOperation = (planned: PlannedOperation): CompiledOperation => {
  const { operation, apiSchema, supergraph, plan } = planned;
  const { variableDefinitions = [] } = operation;
  const runPlan = compilePlan(supergraph, plan);
  const shapeFor = shapesOf(planned);
  return async (variables, ask) => {
    if (variableDefinitions.length > 0) {
      const { errors } = getVariableValues(apiSchema, variableDefinitions, variables);
      if (errors) return { errors };
    }
    const settings = settingsOf(operation, variables);
    const run = { ask, variables, settings, data: {}, errors: [] as unknown[] };
    await runPlan(run);
    const shaping: Shaping = { errors: [], path: [], introspect: introspection(planned, variables) };
    try {
      const data = shapeFor(settings)(run.data, shaping);
      if (run.errors.length > 0) return { data, errors: run.errors.map(asGraphqlError) };
      // What does not fit is most often missing because of an error that was told: then it is not told again.
      return shaping.errors.length > 0 ? { data, extensions: { valueCompletion: shaping.errors } } : { data };
    } catch (error) {
      return { errors: [asGraphqlError(error)] };
    }
  };
};

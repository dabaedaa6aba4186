import { type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { mergeAnswer } from './merge-answer.ts';
import { write } from './own-value.ts';
import { type Found, placesOf } from './places.ts';
import { type Data, type FetchNode, Misfit, type Path } from './query-plan.ts';
import { representing } from './representation.ts';
import { rewriting } from './rewrite-data.ts';
import { subgraphError } from './subgraph-error.ts';

/** What a call says to a subgraph, the same each time but for its variables. */
export type FetchedOperation = {
  readonly query: string;
  /** The request's JSON up to its variables, which are the last member. */
  readonly bodyHead: string;
  readonly isMutation: boolean;
};

/** What a subgraph answered: data, errors or both. */
export type Answer = {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
};

/** Asks a subgraph by its name. */
export type AskSubgraph = (subgraph: string, operation: FetchedOperation, variables: Data) => Promise<Answer>;

/** One execution of an operation. */
export type Run = {
  readonly ask: AskSubgraph;
  /** The client's variables, as they came. */
  readonly variables: Readonly<Data>;
  /** All that is known so far. */
  readonly data: Data;
  readonly errors: unknown[];
};

/** Executes one step of a plan for what was found at its place. */
export type RunNode = (run: Run, found: Found) => Promise<void>;

const headOf = ({ operation, operationName }: FetchNode): string => {
  const named = operationName === undefined ? {} : { operationName };
  return `${JSON.stringify({ query: operation, ...named }).slice(0, -1)},"variables":`;
};

const isPresent = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

/** Makes the function that picks the variables a call uses, of those that the client gave. */
const variablePicker = (names: readonly string[] = []) => {
  const own = (variables: Readonly<Data>, name: string) =>
    Object.hasOwn(variables, name) ? variables[name] : undefined;
  return (variables: Readonly<Data>): Data => {
    const picked: Data = {};
    for (const name of names) {
      const value = own(variables, name);
      if (value !== undefined) write(picked, name, value);
    }
    return picked;
  };
};

/** Makes the function that asks the subgraph and notes the errors it tells, each at its place in the whole answer. */
const asking = (node: FetchNode, path: Path) => {
  const { serviceName: subgraph, requires } = node;
  const operation: FetchedOperation = {
    query: node.operation,
    bodyHead: headOf(node),
    isMutation: node.operationKind === OperationTypeNode.MUTATION,
  };
  const placeOf = (run: Run): ((told: GraphQLFormattedError['path']) => Path | undefined) => {
    let places: Path[] | undefined;
    return (told) => {
      const index = told?.[1];
      if (!requires || typeof index !== 'number') return told && [...path, ...told];
      places ??= placesOf(run.data, path);
      return [...(places[index] ?? []), ...(told ?? []).slice(2)];
    };
  };
  return async (run: Run, variables: Data): Promise<Answer['data']> => {
    const { data, errors } = await run.ask(subgraph, operation, variables);
    if (errors) {
      const place = placeOf(run);
      run.errors.push(...errors.map((error) => subgraphError(error, { subgraph, path: place(error.path) })));
    }
    return data;
  };
};

type Call = (run: Run, entities: Data[]) => Promise<void>;

/** A call for fields of the root: it needs nothing of what is known. */
const compileRootFetch = (schema: GraphQLSchema, node: FetchNode, path: Path): Call => {
  const ask = asking(node, path);
  const pick = variablePicker(node.variableUsages);
  const rewriteOutput = rewriting(schema, node.outputRewrites);
  return async (run, entities) => {
    const data = await ask(run, pick(run.variables));
    if (!data) return;
    rewriteOutput(data);
    for (const entity of entities) mergeAnswer(entity, data);
  };
};

/** @throws Misfit unless the subgraph answered for as many objects as it was asked for */
const entitiesOf = ({ _entities: answered }: Data, count: number): unknown[] => {
  if (!Array.isArray(answered)) throw new Misfit('a subgraph answered a call for entities without a list of them');
  if (answered.length !== count) throw new Misfit(`a subgraph answered ${answered.length} of ${count} entities`);
  return answered;
};

/** A call for more fields of objects that another subgraph told of. */
const compileEntityFetch = (
  schema: GraphQLSchema,
  node: FetchNode & { requires: NonNullable<FetchNode['requires']> },
  path: Path,
): Call => {
  const ask = asking(node, path);
  const pick = variablePicker(node.variableUsages);
  const represent = representing(schema, node.requires);
  const rewriteInput = rewriting(schema, node.inputRewrites);
  const rewriteOutput = rewriting(schema, node.outputRewrites);
  return async (run, entities) => {
    const [representations, represented]: [Data[], Data[]] = [[], []];
    for (const entity of entities) {
      const representation = represent(entity);
      if (!representation?.['__typename']) continue;
      rewriteInput(representation);
      representations.push(representation);
      represented.push(entity);
    }
    if (representations.length === 0) return;
    const variables = pick(run.variables);
    if ('representations' in variables) throw new Error('a variable may not be called "representations": rename it');
    variables['representations'] = representations;
    const data = await ask(run, variables);
    if (!data) return;
    const answered = entitiesOf(data, representations.length);
    for (const [index, entity] of represented.entries()) {
      const more = answered[index];
      if (!more) continue;
      if (typeof more !== 'object') throw new Misfit('a subgraph answered for an entity what is no object');
      const known = more as Data;
      known['__typename'] ||= entity['__typename'];
      rewriteOutput(known);
      mergeAnswer(entity, known);
    }
  };
};

/** Makes the function that runs one call of a plan. An error of it is noted; the other calls go on. */
export const compileFetch = (schema: GraphQLSchema, node: FetchNode, path: Path): RunNode => {
  const { requires } = node;
  const call = requires
    ? compileEntityFetch(schema, { ...node, requires }, path)
    : compileRootFetch(schema, node, path);
  return async (run, found) => {
    const entities = Array.isArray(found) ? found.filter(isPresent) : [found as Data];
    if (entities.length === 0) return;
    try {
      await call(run, entities);
    } catch (error) {
      run.errors.push(error);
    }
  };
};

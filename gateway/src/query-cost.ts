import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  type SelectionSetNode,
} from 'graphql';

/** How long a list is taken to be that no argument bounds. */
const LIST_LENGTH = 5;
/** The longest page; services refuse to give more, and say so. */
const PAGE_LENGTH_MAX = 100;
/** What a change costs beside what it returns. */
const MUTATION_COST = 10;
const SLICING = ['first', 'last'];

type Variables = Readonly<Record<string, unknown>>;
type Place = {
  readonly type: GraphQLNamedType | undefined;
  /** Whether the field around it is a page, whose list is already counted. */
  readonly isPage: boolean;
};

const lengthOf = (argument: ArgumentNode | undefined, fallback: unknown, variables: Variables): number => {
  const { value } = argument ?? {};
  let asked: unknown = fallback;
  if (value?.kind === Kind.INT) asked = Number(value.value);
  if (value?.kind === Kind.VARIABLE) asked = variables[value.name.value] ?? fallback;
  const length = typeof asked === 'number' && Number.isFinite(asked) ? asked : PAGE_LENGTH_MAX;
  return Math.min(Math.max(length, 1), PAGE_LENGTH_MAX);
};

const isList = (type: GraphQLField<unknown, unknown>['type']): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

/** How many of a field's objects there may be, for each object around it; and whether it is a page. */
const timesOf = (field: GraphQLField<unknown, unknown>, node: FieldNode, place: Place, variables: Variables) => {
  const slicing = field.args.filter(({ name }) => SLICING.includes(name));
  if (slicing.length > 0) {
    const given = slicing.find(({ name }) => node.arguments?.some((argument) => argument.name.value === name));
    const { name, defaultValue } = given ?? slicing[0]!;
    const argument = node.arguments?.find((candidate) => candidate.name.value === name);
    return { times: lengthOf(argument, defaultValue, variables), isPage: !isList(field.type) };
  }
  return { times: isList(field.type) && !place.isPage ? LIST_LENGTH : 1, isPage: false };
};

type Walk = {
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly known: Map<string, number>;
};

const costOfField = (node: FieldNode, place: Place, walk: Walk): number => {
  const { type } = place;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const inner = field && getNamedType(field.type);
  // Scalars come with their object; introspection is bounded by graphql itself.
  if (!field || !node.selectionSet || !isCompositeType(inner)) return 0;
  const { times, isPage } = timesOf(field, node, place, walk.variables);
  return times * (1 + costOfSelections(node.selectionSet, { type: inner, isPage }, walk));
};

const costOfFragment = (name: string, place: Place, walk: Walk): number => {
  const key = `${name} ${place.isPage}`;
  const known = walk.known.get(key);
  if (known !== undefined) return known;
  // Set first: a fragment inside itself, which validation refuses, must not keep us here.
  walk.known.set(key, 0);
  const fragment = walk.fragments.get(name);
  const cost = fragment
    ? costOfSelections(
        fragment.selectionSet,
        { ...place, type: walk.schema.getType(fragment.typeCondition.name.value) },
        walk,
      )
    : 0;
  walk.known.set(key, cost);
  return cost;
};

const costOfSelections = ({ selections }: SelectionSetNode, place: Place, walk: Walk): number => {
  let cost = 0;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) cost += costOfField(node, place, walk);
    else if (node.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(node.name.value, place, walk);
    else {
      const type = node.typeCondition ? walk.schema.getType(node.typeCondition.name.value) : place.type;
      cost += costOfSelections(node.selectionSet, { ...place, type }, walk);
    }
  }
  return cost;
};

/** An operation of a document that is valid for the schema. */
export type Costed = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
};

/** Values of the variables, those that are left out by the operation's own defaults. */
const withDefaults = ({ operation, variables }: Costed): Variables => {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
};

/**
 * How many objects an operation may bring at most, before anything is planned: each object counts 1, times the `first`
 * of every page around it (at most 100; the schema's default where it is left out) and 5 for every other list; a
 * change counts 10 more. What directives would leave out counts as well.
 */
export const costOf = (costed: Costed): number => {
  const { schema, document, operation } = costed;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const type = schema.getRootType(operation.operation) ?? undefined;
  const walk: Walk = { schema, variables: withDefaults(costed), fragments, known: new Map() };
  const changes = operation.operation === OperationTypeNode.MUTATION ? operation.selectionSet.selections.length : 0;
  return changes * MUTATION_COST + costOfSelections(operation.selectionSet, { type, isPage: false }, walk);
};

/** Whether no variable can be the length of a list. */
const isFixed = ({ variableDefinitions = [] }: OperationDefinitionNode): boolean =>
  variableDefinitions.every(({ type }) => !/^Int!?$/.test(print(type)));

/** `costOf`, remembered for operations that cost the same whatever their variables are. */
export const costMeter = () => {
  const remembered = new WeakMap<OperationDefinitionNode, number>();
  return (costed: Costed): number => {
    const known = remembered.get(costed.operation);
    if (known !== undefined) return known;
    const cost = costOf(costed);
    if (isFixed(costed.operation)) remembered.set(costed.operation, cost);
    return cost;
  };
};

import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  Kind,
  print,
  type SelectionNode,
} from 'graphql';
import { isIncluded, type Settings } from './conditions.ts';

/** A selection and all that is selected below it, also where the same selection is repeated. */
type Selected = { readonly node: SelectionNode; readonly below: readonly SelectionNode[] };

/** An object that is selected of. */
type SelectedObject = {
  /** The type in whose selection it stands: what that says of a field holds; an object's own may be stricter. */
  readonly within: GraphQLCompositeType;
  /** The type that it is known to be of. */
  readonly on: GraphQLCompositeType;
  /** What it says it is, if it does. */
  readonly typename: string | undefined;
};

/** A field that is selected of an object. */
export type SelectedField = Pick<SelectedObject, 'within' | 'on'> & {
  readonly node: FieldNode;
  readonly below: readonly SelectionNode[];
};

/** What selections are read against. */
export type Reading = {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly settings: Settings;
};

const belowOf = (node: SelectionNode, { fragments }: Reading): readonly SelectionNode[] => {
  if (node.kind !== Kind.FRAGMENT_SPREAD) return node.selectionSet?.selections ?? [];
  return fragments.get(node.name.value)?.selectionSet.selections ?? [];
};

/** Selections with the same key are one. */
const keyOf = (node: SelectionNode): string => {
  const directives = node.directives?.map(print).join(' ') ?? '';
  if (node.kind === Kind.FIELD) return `${(node.alias ?? node.name).value} ${directives}`;
  const on = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : `on ${node.typeCondition?.name.value ?? ''}`;
  return `...${on} ${directives}`;
};

const united = (selections: readonly SelectionNode[], reading: Reading): Iterable<Selected> => {
  const byKey = new Map<string, Selected>();
  for (const node of selections) {
    const key = keyOf(node);
    const known = byKey.get(key);
    const below = belowOf(node, reading);
    const isRepeated = known && node.kind !== Kind.FRAGMENT_SPREAD;
    byKey.set(key, isRepeated ? { node: known.node, below: [...known.below, ...below] } : { node, below });
  }
  return byKey.values();
};

const conditionOf = (node: SelectionNode, { schema, fragments }: Reading): GraphQLCompositeType | null => {
  const name = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value)?.typeCondition : undefined;
  const condition = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition : name;
  const type = condition && schema.getType(condition.name.value);
  return isCompositeType(type) ? type : null;
};

/** Whether every object of a type is also of the other. */
const isWithin = (schema: GraphQLSchema, type: GraphQLNamedType | undefined, other: GraphQLCompositeType): boolean =>
  type === other || (isAbstractType(other) && isCompositeType(type) && schema.isSubType(other, type as never));

/**
 * The fields that are selected of an object, in order, fragments laid flat. A field may come several times, with
 * different things below it, when fragments repeat it.
 */
export const fieldsOf = (
  selections: readonly SelectionNode[],
  object: SelectedObject,
  reading: Reading,
): SelectedField[] => {
  const { schema, settings } = reading;
  const { within, on, typename } = object;
  return [...united(selections, reading)].flatMap(({ node, below }): SelectedField[] => {
    if (!isIncluded(node, settings)) return [];
    if (node.kind === Kind.FIELD) return [{ node, below, within, on }];
    const condition = conditionOf(node, reading);
    if (!condition) return fieldsOf(below, object, reading);
    const type = typename ? schema.getType(typename) : on;
    if (!isWithin(schema, type, condition)) return [];
    return fieldsOf(below, { within: condition, on: condition, typename }, reading);
  });
};

import type { SeededRandom } from '@rapport/testkit';
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionNode,
} from 'graphql';

type Answer = { data?: unknown; errors?: unknown[] };

/** What a subgraph may do wrong. */
const FAULTS: readonly ((good: unknown) => unknown)[] = [
  () => null,
  () => undefined,
  () => null,
  () => ({ unasked: 1 }),
  () => 'a word',
  () => 4.5,
  () => true,
  () => [],
  (good) => [good, null],
];

/** Makes up what a subgraph answers to one call of a plan: at the given rate not what it should be. */
const answering = (schema: GraphQLSchema, random: SeededRandom, faultRate: number) => {
  const spoilt = (good: unknown): unknown => (random.next() < faultRate ? random.pick(FAULTS)(good) : good);

  const leafOf = (name: string): unknown => {
    const type = schema.getType(name);
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (name === 'Int') return random.integer(-9, 9);
    if (name === 'Float') return random.next();
    return name === 'Boolean' ? random.next() < 0.5 : `w${random.integer(1, 99)}`;
  };

  const valueOf = (type: GraphQLOutputType, node: FieldNode): unknown => {
    if (isNonNullType(type)) return spoilt(valueOf(type.ofType, node));
    if (isListType(type)) {
      return Array.from({ length: random.integer(0, 3) }, () => spoilt(valueOf(type.ofType, node)) ?? null);
    }
    if (random.next() < 0.05) return null;
    return isCompositeType(type) ? objectOf(type, node.selectionSet?.selections ?? []) : leafOf(type.name);
  };

  const fill = (into: Record<string, unknown>, type: GraphQLCompositeType, selections: readonly SelectionNode[]) => {
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('the planner writes no fragments');
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = schema.getType(node.typeCondition?.name.value ?? type.name);
        const applies = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type as never));
        if (applies) fill(into, type, node.selectionSet.selections);
      } else {
        const name = (node.alias ?? node.name).value;
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
        const value = field ? spoilt(valueOf(field.type, node)) : type.name;
        const isSpoilt = !field && random.next() < faultRate / 4;
        into[name] ??= isSpoilt ? random.pick(['Nothing', 'String', '', null]) : value;
        if (into[name] === undefined) delete into[name];
      }
    }
    return into;
  };

  const objectOf = (type: GraphQLCompositeType, selections: readonly SelectionNode[]) =>
    fill({}, isAbstractType(type) ? random.pick(schema.getPossibleTypes(type)) : type, selections);

  const entitiesOf = (representations: readonly { __typename: string }[], node: FieldNode): unknown[] =>
    representations.map(({ __typename }) => {
      const type = schema.getType(__typename);
      return isCompositeType(type) ? (spoilt(objectOf(type, node.selectionSet?.selections ?? [])) ?? null) : null;
    });

  return { objectOf, entitiesOf, spoilt };
};

/**
 * A subgraph's answer to one call, made up from the call alone: the same call is given the same answer.
 * @throws Error for the answer that never comes
 */
export const generateAnswer = (
  { schema, random, faultRate }: { schema: GraphQLSchema; random: SeededRandom; faultRate: number },
  { query, variables }: { query: string; variables: Readonly<Record<string, unknown>> },
): Answer => {
  const [operation] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the planner wrote no operation');
  const { objectOf, entitiesOf, spoilt } = answering(schema, random, faultRate);
  const { selections } = operation.selectionSet;
  const [first] = selections;
  if (random.next() < faultRate / 3) throw new Error('the subgraph is away');
  const representations = variables['representations'] as { __typename: string }[] | undefined;
  const root = schema.getRootType(operation.operation);
  if (first?.kind !== Kind.FIELD || !root) throw new Error('the planner wrote an empty operation');
  const good = representations ? { _entities: entitiesOf(representations, first) } : objectOf(root, selections);
  const data = spoilt(good);
  if (random.next() > faultRate) return { data };
  const at = representations ? ['_entities', random.integer(0, representations.length), 'some'] : [first.name.value];
  const codes = [{ code: 'FORBIDDEN', issues: [] }, { code: 'INTERNAL' }, { code: '' }, undefined];
  const error = () => ({
    message: random.pick(['told', '']),
    ...(random.next() < 0.8 ? { path: at } : {}),
    extensions: random.pick(codes),
  });
  return { data, errors: Array.from({ length: random.integer(1, 3) }, error) };
};

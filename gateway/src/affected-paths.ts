import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';

/** A place in an answer: names (as aliased) and indices. */
export type Path = readonly (string | number)[];

/** More places than this are told as one: everything below where the call was made. */
const PATHS_MAX = 100;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The names under which the fields of a selection would have been answered, for an object of the given type. */
const namesOf = ({ selections }: SelectionSetNode, type: string | null, fragments: Fragments): string[] =>
  selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === '__typename' ? [] : [(selection.alias ?? selection.name).value];
    }
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!inner) return [];
    const condition = inner.typeCondition?.name.value;
    const applies = !condition || !type || condition === type;
    return applies ? namesOf(inner.selectionSet, type, fragments) : [];
  });

const operationOf = ({ definitions }: DocumentNode): SelectionSetNode | undefined =>
  definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.selectionSet;

const typeOf = (representation: unknown): string | null =>
  typeof representation === 'object' && representation !== null
    ? String(Reflect.get(representation, '__typename'))
    : null;

/**
 * What is missing when a subgraph gave no answer to one call of the query plan: a path for every field that was asked
 * of it, as it would stand in that call's own answer (`['customer']`, `['_entities', 0, 'consents']`).
 * @param query the text that was sent
 * @param variables its variables; those of an entity call hold `representations`
 */
export const affectedPaths = (query: string, variables: Readonly<Record<string, unknown>> = {}): Path[] => {
  const document = parse(query, { noLocation: true });
  const fragments: Fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const selection = operationOf(document);
  if (!selection) return [[]];
  const representations = variables['representations'];
  const entities = selection.selections.find((field) => field.kind === Kind.FIELD && field.name.value === '_entities');
  if (!Array.isArray(representations) || entities?.kind !== Kind.FIELD || !entities.selectionSet) {
    return [...new Set(namesOf(selection, null, fragments))].map((name) => [name]);
  }
  const { selectionSet } = entities;
  const paths = representations.flatMap((representation: unknown, index): Path[] => {
    const names = new Set(namesOf(selectionSet, typeOf(representation), fragments));
    return names.size > 0 ? [...names].map((name) => ['_entities', index, name]) : [['_entities', index]];
  });
  return paths.length > PATHS_MAX ? [[]] : paths;
};

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** What a query may have at most; fragments count wherever they are spread. */
export type QueryLimits = {
  /** How deep fields nest; introspection is bounded by graphql itself and counts as one. */
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly tokens: number;
  /** How many objects it may bring, see `costOf`: judged with the variables, once the query is valid. */
  readonly cost: number;
};

/** Why a query is refused, as a code to branch on and a sentence with the remedy. */
export type Excess = {
  readonly code:
    | 'QUERY_TOO_DEEP'
    | 'QUERY_TOO_MANY_ALIASES'
    | 'QUERY_TOO_LARGE'
    | 'QUERY_TOO_LONG'
    | 'QUERY_TOO_COSTLY';
  readonly message: string;
};

type Size = { readonly depth: number; readonly aliases: number; readonly fields: number };
const NOTHING: Size = { depth: 0, aliases: 0, fields: 0 };

const INTROSPECTION = ['__schema', '__type'];

/** Measures selections, each fragment once however often it is spread: the time is linear in the document. */
const measurer = (document: DocumentNode) => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Size>();

  const sizeOfFragment = (name: string): Size => {
    const measured = known.get(name);
    if (measured) return measured;
    // Set first: a fragment inside itself, which validation refuses, must not keep us here.
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? sizeOf(fragment.selectionSet) : NOTHING;
    known.set(name, size);
    return size;
  };

  const sizeOf = ({ selections }: SelectionSetNode): Size => {
    let { depth, aliases, fields } = NOTHING;
    for (const selection of selections) {
      let inner: Size;
      if (selection.kind === Kind.FIELD) {
        const under = selection.selectionSet ? sizeOf(selection.selectionSet) : NOTHING;
        const isIntrospection = INTROSPECTION.includes(selection.name.value);
        inner = {
          depth: 1 + (isIntrospection ? 0 : under.depth),
          aliases: under.aliases + (selection.alias ? 1 : 0),
          fields: under.fields + 1,
        };
      } else {
        inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? sizeOf(selection.selectionSet)
            : sizeOfFragment(selection.name.value);
      }
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      fields += inner.fields;
    }
    return { depth, aliases, fields };
  };
  return sizeOf;
};

/** The first limit that one of a document's operations exceeds, or null. Runs before validation and planning. */
export const excessOf = (document: DocumentNode, limits: Omit<QueryLimits, 'cost'>): Excess | null => {
  const sizeOf = measurer(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, aliases, fields } = sizeOf(definition.selectionSet);
    if (depth > limits.depth) {
      const message = `the query nests ${depth} deep, ${limits.depth} are allowed: ask for the inner part by its id`;
      return { code: 'QUERY_TOO_DEEP', message };
    }
    if (aliases > limits.aliases) {
      const message = `the query has ${aliases} aliases, ${limits.aliases} are allowed: use lists, or several requests`;
      return { code: 'QUERY_TOO_MANY_ALIASES', message };
    }
    if (fields > limits.fields) {
      const message = `the query asks for ${fields} fields, ${limits.fields} are allowed: split it into several`;
      return { code: 'QUERY_TOO_LARGE', message };
    }
  }
  return null;
};

/** How many verdicts are remembered; longer texts than this are judged anew each time. */
const VERDICTS_MAX = 2_000;
const REMEMBERED_CHARS_MAX = 8_192;

/**
 * Judges queries by their text and remembers the verdict, so that a query that is asked again is not parsed again.
 * What cannot be parsed is left to the server, which says where the mistake is.
 */
export const queryJudge = (limits: QueryLimits) => {
  const verdicts = new Map<string, Excess | null>();
  const judge = (text: string): Excess | null => {
    try {
      return excessOf(parse(text, { noLocation: true, maxTokens: limits.tokens }), limits);
    } catch (error) {
      if (!(error instanceof GraphQLError) || !/more th[ae][tn] \d+ tokens/.test(error.message)) return null;
      const message = `the query has more than ${limits.tokens} tokens: put values into variables, or split it`;
      return { code: 'QUERY_TOO_LONG', message };
    }
  };
  return (text: string): Excess | null => {
    const remembered = verdicts.get(text);
    if (remembered !== undefined) return remembered;
    const verdict = judge(text);
    if (text.length <= REMEMBERED_CHARS_MAX) {
      const [oldest] = verdicts.keys();
      if (verdicts.size >= VERDICTS_MAX && oldest !== undefined) verdicts.delete(oldest);
      verdicts.set(text, verdict);
    }
    return verdict;
  };
};
export type QueryJudge = ReturnType<typeof queryJudge>;

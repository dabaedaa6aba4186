import type { GraphQLSchema } from 'graphql';
import { typeTest } from './object-type.ts';
import { reader, write } from './own-value.ts';
import { type Data, Misfit, type Rewrite } from './query-plan.ts';

type Change = (value: unknown) => void;

const FRAGMENT = '... on ';

const changeOf = (rewrite: Rewrite, name: string): ((object: Data) => void) => {
  if (rewrite.kind === 'ValueSetter') return (object) => write(object, name, rewrite.setValueTo);
  const read = reader(name);
  return (object) => {
    const value = read(object);
    if (!value) return;
    write(object, rewrite.renameKeyTo, value);
    object[name] = undefined;
  };
};

const changeAt = (schema: GraphQLSchema, path: readonly string[], change: (object: Data) => void): Change => {
  const [first, ...rest] = path;
  let step = change;
  if (first !== undefined) {
    const inner = changeAt(schema, rest, change);
    if (first.startsWith(FRAGMENT)) {
      // Not every object says what it is; the plan would not lead here if it could be another.
      const isOfType = typeTest(schema, first.slice(FRAGMENT.length), true);
      step = (object) => {
        if (isOfType(object)) inner(object);
      };
    } else {
      const read = reader(first);
      step = (object) => inner(read(object));
    }
  }
  const apply: Change = (value) => {
    if (Array.isArray(value)) value.forEach(apply);
    else if (typeof value === 'object' && value !== null) step(value as Data);
  };
  return apply;
};

/** Makes the function that changes data in place as a plan says. */
export const rewriting = (schema: GraphQLSchema, rewrites: readonly Rewrite[] = []): Change => {
  const changes = rewrites.map((rewrite) => {
    const name = rewrite.path.at(-1) ?? '';
    if (name.startsWith(FRAGMENT)) throw new Misfit('a rewrite of the plan ends at a type');
    return changeAt(schema, rewrite.path.slice(0, -1), changeOf(rewrite, name));
  });
  return (value) => {
    for (const change of changes) change(value);
  };
};

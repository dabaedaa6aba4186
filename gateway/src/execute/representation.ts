import type { GraphQLSchema } from 'graphql';
import { mergeAnswer } from './merge-answer.ts';
import { typeTest } from './object-type.ts';
import { reader, writer } from './own-value.ts';
import { type Data, Misfit, type Requirement } from './query-plan.ts';

/** Takes from an object what a subgraph needs to know it again; null when some of that is missing. */
export type Represent = (object: Data | null) => Data | null;

type Take = (from: Data, into: Data) => boolean;

const takeField = (schema: GraphQLSchema, field: Extract<Requirement, { kind: 'Field' }>): Take => {
  const name = field.alias || field.name;
  const [read, put] = [reader(name), writer(name)];
  const inner = field.selections && representing(schema, field.selections);
  const convert = (value: unknown): unknown => (inner ? inner(value as Data | null) : value);
  return (from, into) => {
    const value = read(from);
    // Whatever kept a required field from coming has told its error; this object is left out.
    if (value === undefined) return false;
    put(into, Array.isArray(value) ? value.map(convert) : convert(value));
    return true;
  };
};

const takeFragment = (
  schema: GraphQLSchema,
  { typeCondition, selections }: Extract<Requirement, { kind: 'InlineFragment' }>,
): Take => {
  if (!typeCondition) return () => true;
  const isOfType = typeTest(schema, typeCondition, false);
  const inner = representing(schema, selections);
  return (from, into) => {
    const taken = isOfType(from) ? inner(from) : null;
    if (taken) mergeAnswer(into, taken);
    return true;
  };
};

/** Makes the function that represents objects by the fields that a call requires of them. */
export const representing = (schema: GraphQLSchema, requirements: readonly Requirement[]): Represent => {
  const takes = requirements.map((requirement) =>
    requirement.kind === 'Field' ? takeField(schema, requirement) : takeFragment(schema, requirement),
  );
  return (object) => {
    if (object === null) return null;
    if (object === undefined) throw new Misfit('an item of a list is missing');
    const taken: Data = {};
    return takes.every((take) => take(object, taken)) ? taken : null;
  };
};

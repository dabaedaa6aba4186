import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  isEnumType,
  isSpecifiedScalarType,
} from 'graphql';

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;

const isInteger = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && INTEGER.test(String(value));

/**
 * Makes the function that says whether a value that came as JSON is one of a scalar or enum. Of scalars that are not
 * GraphQL's own every value is: the subgraph that defines them has written it.
 */
export const leafTest = (type: GraphQLLeafType): ((value: unknown) => boolean) => {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (!isSpecifiedScalarType(type)) return () => true;
  switch (type.name) {
    case GraphQLBoolean.name:
      return (value) => typeof value === 'boolean';
    case GraphQLInt.name:
      return isInteger;
    case GraphQLFloat.name:
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case GraphQLID.name:
      return (value) => typeof value === 'string' || isInteger(value);
    default:
      return (value) => typeof value === 'string';
  }
};

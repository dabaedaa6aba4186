import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { Data } from './query-plan.ts';

/**
 * Makes the function that says whether an object is of a type, or one of the types that an interface or union has.
 * @param ifUnknown the answer for an object that does not say what it is
 */
export const typeTest = (schema: GraphQLSchema, condition: string, ifUnknown: boolean): ((object: Data) => boolean) => {
  const wanted = schema.getType(condition);
  return (object) => {
    const name = object['__typename'];
    if (!name) return ifUnknown;
    if (name === condition) return true;
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
  };
};

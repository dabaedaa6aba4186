import {
  type DirectiveNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { type Data, Misfit } from './query-plan.ts';

/** Says how a Boolean variable stands in one request. */
export type Settings = (variable: string) => boolean;

/** The Boolean variables of a request, by the operation's own defaults where the client says nothing. */
export const settingsOf = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Data>,
): Settings => {
  const defaultOf = ({ defaultValue }: VariableDefinitionNode): unknown =>
    defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined;
  return (name) => {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const definition = variableDefinitions.find(({ variable }) => variable.name.value === name);
    const value = given === undefined && definition ? defaultOf(definition) : given;
    if (typeof value !== 'boolean')
      throw new Misfit('a variable that a condition depends on is neither true nor false');
    return value;
  };
};

const conditionOf = (directives: readonly DirectiveNode[] | undefined, name: string) =>
  directives
    ?.find((directive) => directive.name.value === name)
    ?.arguments?.find((argument) => argument.name.value === 'if')?.value;

/** Whether `@skip` and `@include` leave a selection in. */
export const isIncluded = ({ directives }: SelectionNode, settings: Settings): boolean => {
  const holds = (directive: string): boolean | null => {
    const condition = conditionOf(directives, directive);
    if (condition?.kind === Kind.VARIABLE) return settings(condition.name.value);
    return condition?.kind === Kind.BOOLEAN ? condition.value : null;
  };
  return holds('skip') !== true && holds('include') !== false;
};

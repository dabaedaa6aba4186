// What `@access` in every schema promises, read from their text alone: nothing here is shared with what enforces it.
import { readdirSync, readFileSync } from 'node:fs';
import { ROLES, type Role } from '@rapport/contracts';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

/** Who may see a field. */
export type Rule = {
  readonly roles: readonly Role[];
  readonly owner: string | null;
  /** Of which a partner or service must hold all. */
  readonly scopes: readonly string[];
};

/** One field of a root or an entity, in one service's schema. */
export type GuardedField = {
  readonly service: string;
  readonly type: string;
  readonly name: string;
  /** Its own rule, else its type's; null where there is none. */
  readonly rule: Rule | null;
  /** The rule of its type: whoever it hides the object from finds nothing at all. */
  readonly typeRule: Rule | null;
  readonly isNonNull: boolean;
  /** Whether the service can be asked for the object by its id. */
  readonly isResolvable: boolean;
  /** How a query asks for it, with the values given for what it demands. */
  ask(values: Readonly<Record<string, string>>): string;
};

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const common = parse(read('shared/contracts/common.graphql'));

export const SERVICES = readdirSync(new URL('services/', ROOT)).filter((name) => !name.startsWith('.'));

const argumentsOf = ({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

const ruleOf = ({ directives = [] }: Directed): Rule | null => {
  const access = directives.find(({ name }) => name.value === 'access');
  if (!access) return null;
  const { roles = [], owner = null, scopes = [] } = argumentsOf(access);
  return {
    roles: [roles].flat().filter((role) => ROLES.includes(role as Role)) as Role[],
    owner: owner as string | null,
    scopes: [scopes].flat() as string[],
  };
};

const keysOf = ({ directives = [] }: Directed) =>
  directives.filter(({ name }) => name.value === 'key').map(argumentsOf);

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
const isDemanded = ({ type, defaultValue }: InputValueDefinitionNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE && !defaultValue;

/** Writes the value of an argument, input objects with what they demand and no more. */
const writeValue = (
  { name, type }: InputValueDefinitionNode,
  document: DocumentNode,
  values: Readonly<Record<string, string>>,
): string => {
  const typeName = nameOf(type);
  const input = [...common.definitions, ...document.definitions].find(
    (definition) => definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && definition.name.value === typeName,
  );
  if (input?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    const fields = (input.fields ?? []).filter(isDemanded);
    return `{ ${fields.map((field) => `${field.name.value}: ${writeValue(field, document, values)}`).join(', ')} }`;
  }
  // Where a name means different things, the type says which.
  const value = values[typeName] ?? values[name.value];
  if (value === undefined) throw new Error(`say in the matrix what "${name.value}: ${print(type)}" may be`);
  return ['ID', 'String'].includes(typeName) ? JSON.stringify(value) : value;
};

const guardedField = (
  service: string,
  document: DocumentNode,
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
): GuardedField => {
  const isComposite = [...common.definitions, ...document.definitions].some(
    (definition) =>
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.UNION_TYPE_DEFINITION) &&
      definition.name.value === nameOf(field.type),
  );
  return {
    service,
    type: type.name.value,
    name: field.name.value,
    rule: ruleOf(field) ?? ruleOf(type),
    typeRule: ruleOf(type),
    isNonNull: field.type.kind === Kind.NON_NULL_TYPE,
    isResolvable: keysOf(type).some(({ resolvable }) => resolvable !== false),
    ask: (values) => {
      const given = (field.arguments ?? []).filter(isDemanded);
      const written = given.map((argument) => `${argument.name.value}: ${writeValue(argument, document, values)}`);
      const call = written.length > 0 ? `(${written.join(', ')})` : '';
      return `${field.name.value}${call}${isComposite ? ' { __typename }' : ''}`;
    },
  };
};

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** Every field of the roots and entities of a schema. */
export const guardedFieldsOf = (
  service: string,
  schema = read(`services/${service}/schema.graphql`),
): GuardedField[] => {
  const document = parse(schema);
  return document.definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    if (!ROOTS.includes(type.name.value) && keysOf(type).length === 0) return [];
    const whole = { ...type, kind: Kind.OBJECT_TYPE_DEFINITION } as const;
    return (type.fields ?? []).map((field) => guardedField(service, document, whole, field));
  });
};

export type Verdict = 'granted' | 'denied' | 'hidden';

/** What a rule promises a role, without any scope, about an object that is theirs or is not. */
export const promised = (rule: Rule | null, role: Role, isOwn: boolean): Verdict => {
  if (!rule?.roles.includes(role)) return 'denied';
  if (['PARTNER', 'SERVICE'].includes(role) && rule.scopes.length > 0) return 'denied';
  if (!['CUSTOMER', 'DELEGATE'].includes(role) || !rule.owner || isOwn) return 'granted';
  return 'hidden';
};

const LETTERS: Readonly<Record<Verdict, string>> = { granted: 'all', hidden: 'own', denied: '·' };

/** The matrix role × field as a text that people review. */
export const writeMatrix = (fields: readonly GuardedField[]): string => {
  const rows = fields.map(({ service, type, name, rule }) => [
    `${type}.${name}`,
    service,
    rule?.owner ?? '',
    rule?.scopes.join(' ') ?? '',
    ...ROLES.map((role) => LETTERS[promised(rule && { ...rule, scopes: [] }, role, false)]),
  ]);
  const table = [
    ['field', 'service', 'owner', 'scopes', ...ROLES.map((role) => role.toLowerCase().replaceAll('_', '-'))],
    ...rows,
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  return [
    '# Who may see what: `all`, `own` (only of customers they act for), `·` (never).',
    '# Written from services/*/schema.graphql by UPDATE_ACCESS=1 npm run jest -- test/access; its diff is the review.',
    ...table.map(line),
    '',
  ].join('\n');
};

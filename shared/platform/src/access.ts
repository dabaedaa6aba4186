import { forbidden, type RequestContext, type Role, type Viewer } from '@rapport/contracts';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** The rule of one field or type, as `@access` states it. */
export type AccessRule = {
  readonly roles: readonly Role[];
  readonly owner: string | null;
  readonly scopes: readonly string[];
};

/** Those who act for customers of their own; everybody else acts for the bank. */
const OWN_CUSTOMERS: readonly Role[] = ['CUSTOMER', 'DELEGATE'];
const MACHINES: readonly Role[] = ['PARTNER', 'SERVICE'];

/** GRANTED; DENIED for the role; HIDDEN: the role may, but this customer is not theirs. */
export type Verdict = 'GRANTED' | 'DENIED' | 'HIDDEN';

/** Decides one access: pure, and the same for fields, arguments' objects and entities. */
export const judge = (rule: AccessRule | null, viewer: Viewer, ownerId: string | null): Verdict => {
  if (!rule) return 'DENIED';
  const held = viewer.roles.filter((role) => rule.roles.includes(role));
  const hasScopes = rule.scopes.every((scope) => viewer.scopes.includes(scope));
  const isBank = held.some((role) => !OWN_CUSTOMERS.includes(role) && (!MACHINES.includes(role) || hasScopes));
  if (isBank) return 'GRANTED';
  if (!held.some((role) => OWN_CUSTOMERS.includes(role))) return 'DENIED';
  if (!rule.owner) return 'GRANTED';
  return ownerId !== null && viewer.customerIds.includes(ownerId) ? 'GRANTED' : 'HIDDEN';
};

type Directed = {
  readonly astNode?: { readonly directives?: readonly DirectiveLike[] | undefined } | null | undefined;
  readonly extensionASTNodes?: readonly { readonly directives?: readonly DirectiveLike[] | undefined }[];
};
type DirectiveLike = {
  readonly name: { readonly value: string };
  readonly arguments?: readonly { readonly name: { readonly value: string }; readonly value: unknown }[] | undefined;
};
type Literal = { kind: string; value?: string; values?: Literal[] };

const literal = (node: Literal): string | string[] =>
  node.values ? node.values.map((item) => String(item.value)) : String(node.value);

/** The rule that `@access` puts on a type or field, or null where it puts none. */
export const ruleOf = ({ astNode, extensionASTNodes = [] }: Directed): AccessRule | null => {
  for (const node of [astNode, ...extensionASTNodes]) {
    const directive = node?.directives?.find(({ name }) => name.value === 'access');
    if (!directive) continue;
    const given = Object.fromEntries(
      (directive.arguments ?? []).map(({ name, value }) => [name.value, literal(value as Literal)]),
    );
    return {
      roles: (given['roles'] ?? []) as Role[],
      owner: (given['owner'] as string | undefined) ?? null,
      scopes: (given['scopes'] ?? []) as string[],
    };
  }
  return null;
};

const isEntity = (type: GraphQLObjectType): boolean =>
  [type.astNode, ...type.extensionASTNodes].some((node) => node?.directives?.some(({ name }) => name.value === 'key'));

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const FEDERATION_FIELDS = ['_service', '_entities'];

/** The types whose every field needs a rule: roots and entities. Value types are as visible as what returns them. */
export const guardedTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !isIntrospectionType(type) && (ROOTS.includes(type.name) || isEntity(type)));

/** Fields of roots and entities that no rule covers; a test wants this list empty. */
export const fieldsWithoutRule = (schema: GraphQLSchema): string[] =>
  guardedTypes(schema).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => !FEDERATION_FIELDS.includes(field.name) && !ruleOf(field) && !ruleOf(type))
      .map((field) => `${type.name}.${field.name}`),
  );

const readPath = (from: unknown, path: string): string | null => {
  const found = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], from);
  return typeof found === 'string' ? found : null;
};

/** The customer that a rule's `owner` names, from the parent or, with `$`, from the arguments. */
export const ownerOf = (rule: AccessRule | null, parent: unknown, args: unknown): string | null => {
  if (!rule?.owner) return null;
  return rule.owner.startsWith('$') ? readPath(args, rule.owner.slice(1)) : readPath(parent, rule.owner);
};

/** Whoever asks for a customer that does not exist has read nobody. */
const noteWhatWasFound = async (answer: unknown, note: () => void): Promise<unknown> => {
  const found = await answer;
  if (found !== null && found !== undefined) note();
  return found;
};

const guardField = (type: GraphQLObjectType, field: GraphQLField<unknown, RequestContext>): void => {
  const resolve = field.resolve ?? defaultFieldResolver;
  const rule = ruleOf(field) ?? ruleOf(type);
  const action = `${type.name}.${field.name}`;
  field.resolve = (parent, args, context, info) => {
    const owner = ownerOf(rule, parent, args);
    const verdict = judge(rule, context.viewer, owner);
    if (verdict === 'GRANTED') {
      if (!owner) return resolve(parent, args, context, info);
      if (!ROOTS.includes(type.name)) {
        context.reads.note(owner, action);
        return resolve(parent, args, context, info);
      }
      return noteWhatWasFound(resolve(parent, args, context, info), () => context.reads.note(owner, action));
    }
    // What is not theirs looks as if it did not exist; what their role may not see is refused openly.
    if (verdict === 'HIDDEN' && type.name === 'Query' && !isNonNullType(field.type)) return null;
    throw forbidden(`${action} is not open to ${context.viewer.roles.join(', ').toLowerCase() || 'anybody unknown'}`);
  };
};

type SubgraphExtensions = { apollo?: { subgraph?: { resolveReference?: ResolveReference } } };
type ResolveReference = (reference: object, context: RequestContext, info: unknown) => unknown;

const guardEntity = (type: GraphQLObjectType): void => {
  const subgraph = (type.extensions as SubgraphExtensions).apollo?.subgraph;
  const resolve = subgraph?.resolveReference;
  const rule = ruleOf(type);
  if (!subgraph || !resolve) return;
  subgraph.resolveReference = async (reference, context, info) => {
    const entity = await resolve(reference, context, info);
    if (!entity || !rule) return entity ?? null;
    // The rule's owner may stand in the reference or only in what it resolves to.
    const owner = ownerOf(rule, { ...reference, ...entity }, {});
    // Whose role may not see the type is refused by its fields, openly; whose customer it is not finds nothing.
    return judge(rule, context.viewer, owner) === 'HIDDEN' ? null : entity;
  };
};

/**
 * Puts every field and entity of a subgraph behind its `@access` rule, denied by default.
 * @throws when a field of a root or entity type has no rule
 */
export const guardSchema = (schema: GraphQLSchema): GraphQLSchema => {
  const open = fieldsWithoutRule(schema);
  if (open.length > 0) throw new Error(`these fields have no @access rule: ${open.join(', ')}`);
  for (const type of guardedTypes(schema)) {
    guardEntity(type);
    for (const field of Object.values(type.getFields())) {
      if (!FEDERATION_FIELDS.includes(field.name)) guardField(type, field);
    }
  }
  return schema;
};

import type { SeededRandom } from '@rapport/testkit';
import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';

/** A query that is valid for a schema, with variables for its conditions. */
export type GeneratedQuery = {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
};

const DEPTH_MAX = 4;
const ALIASES = ['one', 'two', 'constructor', 'toString'];

const literalOf = (type: GraphQLInputType, random: SeededRandom): string => {
  if (isNonNullType(type)) return literalOf(type.ofType, random);
  if (isListType(type)) return `[${literalOf(type.ofType, random)}]`;
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${literalOf(field.type, random)}`).join(' ')} }`;
  }
  if (type.name === 'Boolean') return String(random.next() < 0.5);
  return type.name === 'Int' || type.name === 'Float' ? String(random.integer(1, 9)) : `"${random.integer(1, 9)}"`;
};

const argumentsOf = (args: readonly GraphQLArgument[], random: SeededRandom): string => {
  const given = args.filter(({ type, defaultValue }) =>
    isNonNullType(type) && defaultValue === undefined ? true : random.next() < 0.2,
  );
  if (given.length === 0) return '';
  return `(${given.map(({ name, type }) => `${name}: ${literalOf(type, random)}`).join(' ')})`;
};

const conditionOf = (random: SeededRandom): string => {
  if (random.next() > 0.12) return '';
  return ` @${random.pick(['skip', 'include'])}(if: ${random.pick(['true', 'false', '$shown', '$usual'])})`;
};

/** Writes a query piece by piece; fragments are collected on the way. */
const writerOf = (schema: GraphQLSchema, random: SeededRandom) => {
  const fragments: string[] = [];
  const fieldText = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    const alias = random.next() < 0.2 ? `${random.pick(ALIASES)}: ` : '';
    const inner = getNamedType(field.type);
    const below = isCompositeType(inner) ? ` ${selectionText(inner, depth + 1)}` : '';
    return `${alias}${field.name}${argumentsOf(field.args, random)}${conditionOf(random)}${below}`;
  };
  const wrapped = (type: GraphQLCompositeType, depth: number): string => {
    if (random.next() < 0.5) return `... on ${type.name}${conditionOf(random)} ${selectionText(type, depth)}`;
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} ${selectionText(type, depth)}`;
    return `...${name}${conditionOf(random)}`;
  };
  const selectionText = (type: GraphQLCompositeType, depth: number): string => {
    const parts = random.next() < 0.15 ? ['__typename'] : [];
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const within = fields.filter((field) => depth < DEPTH_MAX || !isCompositeType(getNamedType(field.type)));
    for (let count = random.integer(1, 4); count > 0 && within.length > 0; count -= 1) {
      parts.push(fieldText(random.pick(within), depth));
    }
    if (isAbstractType(type)) parts.push(...schema.getPossibleTypes(type).map((one) => wrapped(one, depth + 1)));
    else if (depth < DEPTH_MAX && random.next() < 0.25) parts.push(wrapped(type, depth + 1));
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };
  return { selectionText, fragments };
};

/** Writes queries until one is valid. */
export const generateQuery = (schema: GraphQLSchema, random: SeededRandom): GeneratedQuery => {
  for (;;) {
    const { selectionText, fragments } = writerOf(schema, random);
    const root = schema.getQueryType();
    if (!isObjectType(root)) throw new Error('the schema has no queries');
    const selection = `${selectionText(root, 0)} ${fragments.join(' ')}`;
    const defined = [
      ...(selection.includes('$shown') ? ['$shown: Boolean!'] : []),
      ...(selection.includes('$usual') ? ['$usual: Boolean = true'] : []),
    ];
    const text = `query${defined.length > 0 ? `(${defined.join(' ')})` : ''} ${selection}`;
    const document = parse(text, { noLocation: true });
    const usual = random.next() < 0.5 ? {} : { usual: random.next() < 0.5 };
    if (validate(schema, document).length === 0) {
      return { text, document, variables: { shown: random.next() < 0.5, ...usual } };
    }
  }
};

// What the house promises: every contract is classified, exemplified, and only ever added to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, type GraphQLEnumType, parse, print, visit } from 'graphql';
import { z } from 'zod';
import * as contracts from '../index.ts';
import {
  DOMAINS,
  DURABLES,
  dataClassesOf,
  type EventKind,
  QUESTIONS,
  STATES,
  STREAMS,
  SUBSCRIPTIONS,
  TRACK_SCHEMAS,
} from '../index.ts';

const isKind = (value: unknown): value is EventKind =>
  typeof value === 'object' && value !== null && 'example' in value && 'kind' in value && 'subject' in value;

const kinds: EventKind[] = Object.values(contracts)
  .flatMap((value) => (isKind(value) ? [value] : Object.values(value as object).filter(isKind)))
  .sort((a, b) => a.type.localeCompare(b.type));

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });

test.each(kinds.map((kind) => [kind.type, kind] as const))('the example of %s fits its schema', (_type, kind) => {
  expect(kind.schema.parse(kind.example)).toEqual(kind.example);
});

test.each([...TRACK_SCHEMAS.values()].map((schema) => [schema.event, schema] as const))(
  'the example of "%s" fits, and a field that is not published is refused',
  (_event, { properties, example }) => {
    expect(properties.safeParse(example).error).toBeUndefined();
    expect(properties.safeParse({ ...(example as object), ammount: '1' }).success).toBe(false);
  },
);

test('every field of every contract names its data class', () => {
  const schemas = [
    ...kinds.map(({ type, schema }) => [type, schema] as const),
    ...[...TRACK_SCHEMAS.values()].map(({ event, properties }) => [event, properties] as const),
    ...QUESTIONS.flatMap(({ name, request, response }) => [
      [`${name} request`, request] as const,
      [`${name} response`, response] as const,
    ]),
  ];
  const unnamed = schemas.flatMap(([name, schema]) =>
    dataClassesOf(schema).flatMap(({ path, dataClass }) => (dataClass ? [] : [`${name}: ${path}`])),
  );
  expect(unnamed).toEqual([]);
});

test('every STATE is among those that a restatement says again', () => {
  const states = kinds.filter(({ kind }) => kind === 'STATE');
  expect(new Set(Object.values(STATES).flat())).toEqual(new Set(states));
  for (const domain of DOMAINS) for (const kind of STATES[domain]) expect(kind.domain).toBe(domain);
});

test('no event carries contact data', () => {
  const carrying = kinds.filter(({ schema }) => dataClassesOf(schema).some(({ dataClass }) => dataClass === 'CONTACT'));
  expect(carrying.map(({ type }) => type)).toEqual([]);
});

test('no domain has more than eight customer subjects', () => {
  for (const domain of DOMAINS) {
    const subjects = new Set(kinds.filter((kind) => kind.domain === domain).map(({ subject }) => subject));
    expect([domain, subjects.size <= 8]).toEqual([domain, true]);
  }
});

test('every event that somebody listens to is declared, and every stream has a place for it', () => {
  for (const kind of Object.values(SUBSCRIPTIONS).flat()) expect(kinds).toContain(kind);
  for (const { stream } of DURABLES) expect(STREAMS.map(({ name }) => name)).toContain(stream);
});

test('the closed enums are the same in common.graphql and in the vocabulary', () => {
  const text = readFileSync(new URL('../common.graphql', import.meta.url), 'utf8');
  const bare = print(
    visit(parse(text), {
      SchemaExtension: () => null,
      DirectiveDefinition: () => null,
      Directive: () => null,
    }),
  );
  const schema = buildSchema(bare);
  const { PURPOSES, CHANNELS, SURFACES, IDENTITY_TYPES, ROLES } = contracts;
  const enums = { Purpose: PURPOSES, Channel: CHANNELS, Surface: SURFACES, IdentityType: IDENTITY_TYPES, Role: ROLES };
  for (const [name, values] of Object.entries(enums)) {
    expect((schema.getType(name) as GraphQLEnumType).getValues().map((value) => value.name)).toEqual([...values]);
  }
});

/** Where a schema takes something away from an earlier one: a field, an enum value, or freedom to leave a field out. */
const taken = (before: unknown, after: unknown, path: string): string[] => {
  if (before === null || typeof before !== 'object') return before === after ? [] : [`${path} changed`];
  if (after === null || typeof after !== 'object') return [`${path} is gone`];
  if (Array.isArray(before)) {
    const kept = after as unknown[];
    // Nobody may be asked for more than before, and nobody may lose a value that was allowed.
    if (path.endsWith('.required'))
      return kept.filter((key) => !before.includes(key)).map((key) => `${path}: ${String(key)} is new`);
    if (path.endsWith('.enum'))
      return before.filter((value) => !kept.includes(value)).map((value) => `${path}: ${String(value)} is gone`);
    return before.flatMap((value, index) => taken(value, kept[index], `${path}.${index}`));
  }
  return Object.entries(before).flatMap(([key, value]) =>
    taken(value, (after as Record<string, unknown>)[key], `${path}.${key}`),
  );
};

test('contracts only add to their last committed snapshot', () => {
  const file = new URL('./contracts.snapshot.json', import.meta.url);
  const present = {
    events: Object.fromEntries(
      kinds.map(({ type, subject, kind, schema }) => [type, { subject, kind, schema: jsonSchema(schema) }]),
    ),
    track: Object.fromEntries(
      [...TRACK_SCHEMAS.values()].map(({ event, properties }) => [event, jsonSchema(properties)]),
    ),
    questions: Object.fromEntries(
      QUESTIONS.map(({ name, request, response }) => [
        name,
        { request: jsonSchema(request), response: jsonSchema(response) },
      ]),
    ),
  };
  const text = `${JSON.stringify(present, null, 1)}\n`;
  if (!existsSync(file)) writeFileSync(file, text);
  const committed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(taken(committed, JSON.parse(text), 'contracts')).toEqual([]);
  // What was added is written down by `npm run contracts`, so that it is seen in review.
  if (process.env['UPDATE_CONTRACTS']) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('the comparison notices a field that is taken away, and one that is newly required', () => {
  const before = { schema: { properties: { a: { type: 'string' } }, required: ['a'] } };
  expect(taken(before, { schema: { properties: {}, required: ['a'] } }, 'x')).toEqual([
    'x.schema.properties.a is gone',
  ]);
  expect(
    taken(before, { schema: { properties: { a: { type: 'string' }, b: {} }, required: ['a', 'b'] } }, 'x'),
  ).toEqual(['x.schema.required: b is new']);
  expect(taken(before, { schema: { properties: { a: { type: 'string' }, b: {} }, required: ['a'] } }, 'x')).toEqual([]);
});

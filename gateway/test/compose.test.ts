import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { commonSchema } from '@rapport/platform';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  parse,
  printSchema,
  printType,
} from 'graphql';
import { CompositionError, composeSupergraph, readSubgraphSchemas, SUPERGRAPH_FILE } from '../src/compose.ts';
import { refuseVendorTelemetry } from '../src/config.ts';

const committed = readFileSync(SUPERGRAPH_FILE, 'utf8');

const ROOTS = ['Query', 'Mutation', 'Subscription'];

const apiSchemaOf = async (supergraphSdl: string): Promise<GraphQLSchema> => {
  refuseVendorTelemetry();
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const gateway = new ApolloGateway({ supergraphSdl, logger: silent });
  const { schema } = await gateway.load();
  await gateway.stop();
  return schema;
};

test('the committed supergraph is what the schemas compose to: otherwise run npm run compose', () => {
  // Not compared by toBe: the difference would fill pages.
  expect(composeSupergraph(readSubgraphSchemas()) === committed).toBe(true);
});

test('every root field belongs to one subgraph', () => {
  const owners = readSubgraphSchemas().flatMap(({ name, schema }) =>
    parse(schema).definitions.flatMap((definition) => {
      const isType = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
      if (!isType || !ROOTS.includes(definition.name.value)) return [];
      return (definition.fields ?? []).map((field) => ({
        field: `${definition.name.value}.${field.name.value}`,
        name,
      }));
    }),
  );
  const shared = [...Map.groupBy(owners, ({ field }) => field)].filter(([, list]) => list.length > 1);
  expect(shared).toEqual([]);
});

test('roles and access rules do not reach the clients', async () => {
  expect(committed).not.toMatch(/@access/);
  const schema = await apiSchemaOf(committed);
  expect(schema.getType('Role')).toBeUndefined();
  expect(schema.getDirective('access')).toBeFalsy();
  expect(printSchema(schema)).not.toContain('@access');
  // Operators say which of these may read a sensitive trait: there alone roles are data.
  const naming = Object.values(schema.getTypeMap()).filter((type) => printType(type).includes('RISK_OFFICER'));
  expect(naming.map(({ name }) => name)).toEqual(['TraitReader']);
});

/** The heart of the graph, whose names clients depend on. */
const HEART = {
  Query: 'customer customerByIdentity customers me',
  Customer: `id displayName locale timeZone identities traits accounts applications
    transactions recurring features signals archetypes cashFlow goals timeline
    consents preferences contactability dataUse
    protection nextBestActions decisions experience automations conversations assignments`,
  Account: 'id holders transactions',
};

test('the heart of the graph is there', async () => {
  const schema = await apiSchemaOf(committed);
  for (const [type, names] of Object.entries(HEART)) {
    const present = Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
    expect(present).toEqual(expect.arrayContaining(names.split(/\s+/)));
  }
});

test('everything in the graph is described', async () => {
  const schema = await apiSchemaOf(committed);
  const silent: string[] = [];
  const check = (path: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) silent.push(path);
  };
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    if (isSpecifiedScalarType(type) || ROOTS.includes(type.name)) continue;
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
  }
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      if ('args' in field)
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(silent).toEqual([]);
});

test('where the services are is not in the supergraph', () => {
  const urls = [...committed.matchAll(/url: "(http[^"]*)"/g)].map(([, url]) => url);
  const routing = urls.filter((url) => !url?.startsWith('https://specs.apollo.dev/'));
  expect(routing).toEqual(readSubgraphSchemas().map(({ name }) => `http://${name}/graphql`));
});

test('schemas that contradict each other are refused by name', () => {
  const schemas = [
    { name: 'profile', schema: 'type Query { customer: Thing } type Thing { size: Int }' },
    { name: 'consent', schema: 'type Query { consentPing: Thing } type Thing { size: String }' },
  ];
  const refused = (): string => {
    try {
      return composeSupergraph(schemas);
    } catch (error) {
      if (error instanceof CompositionError) return error.message;
      throw error;
    }
  };
  expect(refused()).toMatch(/Thing\.size/);
  expect(refused()).toMatch(/subgraph "profile"/);
});

test('a schema that cannot be read is refused with its name and its own line', () => {
  const broken = { name: 'profile', schema: 'type Query {\n  customer: }' };
  expect(commonSchema().split('\n').length).toBeGreaterThan(2);
  expect(() => composeSupergraph([broken])).toThrow(/\[profile\] Syntax Error.*line 2/);
});

import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { costMeter, costOf } from '../src/query-cost.ts';
import { ANN, consent, profile } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

const schema = buildSchema(`
  type Query { customer(id: ID!): Customer customers(first: Int = 20, last: Int): Page! node: Node named: [Named] }
  type Mutation { change(input: Int): Customer rename: Boolean }
  interface Named { name: String }
  type Customer implements Named {
    name: String accounts: [Account!] tags: [String!] friend: Customer
    best(first: Int = 3): [Account!] pages(first: Int): Page
  }
  type Account { name: String holders: [Customer!]! }
  type Page { edges: [Edge!]! total: Total nodes: [Customer] }
  type Total { count: Int }
  type Edge { node: Customer! }
  union Node = Customer | Account
`);

const cost = (text: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(text);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return costOf({ schema, document, operation, variables });
};

test.each<[string, string, number]>([
  ['one object', '{ customer(id: 1) { name tags } }', 1],
  ['a list that nothing bounds is 5 long', '{ customer(id: 1) { accounts { name } } }', 6],
  ['lists multiply', '{ customer(id: 1) { accounts { holders { name } } } }', 1 + 5 * (1 + 5)],
  [
    'a page is as long as it is asked for, its edges count once',
    '{ customers(first: 7) { edges { node { name } } } }',
    7 * 3,
  ],
  ['a page of which no length is asked has the default', '{ customers { edges { node { name } } } }', 20 * 3],
  [
    'a page without a default is taken to be the longest',
    '{ customer(id: 1) { pages { edges { node { name } } } } }',
    1 + 100 * 3,
  ],
  ['a list with a length needs no page', '{ customer(id: 1) { best(first: 2) { name } } }', 1 + 2],
  [
    'pages in pages multiply',
    '{ customers(first: 10) { edges { node { pages(first: 10) { edges { node { name } } } } } } }',
    10 * (3 + 10 * 3),
  ],
  [
    'nobody gets more than 100, however much they ask for',
    '{ customers(first: 1000000) { total { count } } }',
    100 * 2,
  ],
  ['less than one is one', '{ customers(first: -5) { total { count } } }', 2],
  ['from the end is counted the same', '{ customers(last: 4) { total { count } } }', 4 * 2],
  ['a name of its own changes nothing', '{ a: customer(id: 1) { name } b: customer(id: 1) { name } }', 2],
  [
    'fragments count wherever they are',
    '{ customer(id: 1) { ...A } } fragment A on Customer { friend { name } accounts { name } }',
    7,
  ],
  ['what might be left out counts', '{ customer(id: 1) @skip(if: true) { name } }', 1],
  ['kinds of an object', '{ node { ... on Customer { accounts { name } } ... on Account { holders { name } } } }', 11],
  ['a change costs ten more', 'mutation { change { name } }', 11],
  ['the shape of the graph costs nothing here', '{ __schema { types { name } } }', 0],
])('%s', (_, text, expected) => expect(cost(text)).toBe(expected));

test('lengths in variables count by what they are, and by their default where they are left out', () => {
  const query = 'query ($n: Int = 9) { customers(first: $n) { total { count } } }';
  expect(cost(query, { n: 50 })).toBe(100);
  expect(cost(query)).toBe(18);
  expect(cost('query ($n: Int) { customers(first: $n) { total { count } } }')).toBe(40);
  expect(cost('query ($n: Int) { customers(first: $n) { total { count } } }', { n: null })).toBe(40);
});

test('what is remembered is what does not depend on variables', () => {
  const costs = costMeter();
  const measure = (text: string, variables: Record<string, unknown>) => {
    const document = parse(text);
    const operation = document.definitions[0] as OperationDefinitionNode;
    return [variables, { n: 2 }].map((given) => costs({ schema, document, operation, variables: given }));
  };
  expect(measure('query ($n: Int!) { customers(first: $n) { total { count } } }', { n: 50 })).toEqual([100, 4]);
  expect(measure('query ($n: ID!) { customer(id: $n) { name } }', { n: 'a' })).toEqual([1, 1]);
});

test('fragments that are spread again and again are counted, and not walked, each time', () => {
  const fragments = Array.from(
    { length: 60 },
    (_, index) =>
      `fragment F${index} on Customer { ${index < 59 ? `...F${index + 1} ...F${index + 1}` : 'friend { name }'} }`,
  );
  // Walked each time, they would take longer than anybody waits.
  expect(cost(`{ customer(id: 1) { ...F0 } } ${fragments.join(' ')}`)).toBeGreaterThan(1e15);
});

describe('at the front door', () => {
  let graph: TinyGraph;
  beforeAll(async () => {
    graph = await startTinyGraph({ profile, consent }, { QUERY_COST_MAX: '20' });
  });
  afterAll(() => graph.stop());

  test('a query that may bring too much is refused before anybody is asked, with a remedy', async () => {
    const friends = 'friend { friend { friend { id } } }';
    const nested = `{ customer(id: "${ANN}") { friend { friend { id } } } customers { ${friends} } }`;
    const { status, errors, data, traceId } = await graph.ask(nested);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/may bring 23 objects, 20 are allowed: ask for shorter pages/),
        extensions: { code: 'QUERY_TOO_COSTLY', traceId },
      },
    ]);
    expect(graph.subgraph('profile').headers).toHaveLength(0);
    expect(await graph.ask(`{ customers { friend { id } } }`)).toMatchObject({ status: 200 });
  });
});

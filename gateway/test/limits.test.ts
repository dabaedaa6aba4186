import { getIntrospectionQuery } from 'graphql';
import { ANN, consent, profile } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

let graph: TinyGraph;
beforeAll(async () => {
  graph = await startTinyGraph({ profile, consent });
});
afterAll(() => graph.stop());

const nested = (depth: number): string =>
  `{ customer(id: "${ANN}") { ${'friend { '.repeat(depth - 2)} id ${'} '.repeat(depth - 1)}}`;
const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: consentPing`).join(' ')} }`;

const codeOf = async (query: string, variables?: object) => {
  const before = graph.subgraph('profile').headers.length + graph.subgraph('consent').headers.length;
  const { status, errors, data, traceId } = await graph.ask(query, variables ? { variables } : {});
  const after = graph.subgraph('profile').headers.length + graph.subgraph('consent').headers.length;
  expect(errors?.every(({ extensions }) => extensions['traceId'] === traceId) ?? true).toBe(true);
  return {
    status,
    code: errors?.[0]?.extensions['code'],
    message: errors?.[0]?.message,
    wasAsked: after > before,
    data,
  };
};

test('a query may nest 12 deep and no deeper, fragments included', async () => {
  expect(await codeOf(nested(12))).toMatchObject({ status: 200, wasAsked: true });
  const refused = {
    status: 400,
    code: 'QUERY_TOO_DEEP',
    message: expect.stringContaining('by its id'),
    wasAsked: false,
  };
  expect(await codeOf(nested(13))).toMatchObject(refused);
  const hidden = `{ customer(id: "${ANN}") { ...A } } fragment A on Customer { friend { friend { friend { ...B } } } }
    fragment B on Customer { friend { friend { friend { ...C } } } }
    fragment C on Customer { friend { friend { ...D } } }
    fragment D on Customer { friend { friend { friend { id } } } }`;
  expect(await codeOf(hidden)).toMatchObject(refused);
  expect(await codeOf(hidden)).toMatchObject(refused);
});

test('a query may have 30 aliases, those of fragments as often as they are spread', async () => {
  expect(await codeOf(aliases(30))).toMatchObject({ status: 200 });
  expect(await codeOf(aliases(31))).toMatchObject({ status: 400, code: 'QUERY_TOO_MANY_ALIASES', wasAsked: false });
  const spread = `{ customers { ${Array.from({ length: 11 }, () => '...A').join(' ')} } }
    fragment A on Customer { a: id b: id c: id }`;
  expect(await codeOf(spread)).toMatchObject({ status: 400, code: 'QUERY_TOO_MANY_ALIASES' });
});

test('a small text that grows by fragments is measured at once and refused', async () => {
  const letters = Array.from({ length: 40 }, (_, index) => `F${index}`);
  const bomb = letters
    .map((name, index) => `fragment ${name} on Customer { ${index < 39 ? `...F${index + 1} ...F${index + 1}` : 'id'} }`)
    .join(' ');
  // Written out, it would take longer than anybody waits.
  expect(await codeOf(`{ customers { ...F0 } } ${bomb}`)).toMatchObject({ status: 400, code: 'QUERY_TOO_LARGE' });
});

test('a query may have 5,000 tokens', async () => {
  const long = `{ ${'__typename '.repeat(5_000)} }`;
  expect(await codeOf(long)).toMatchObject({
    status: 400,
    code: 'QUERY_TOO_LONG',
    message: expect.stringContaining('5000'),
  });
});

test('fragments in a circle and mistakes are told as mistakes', async () => {
  const circle =
    '{ customers { ...A } } fragment A on Customer { friend { ...B } } fragment B on Customer { friend { ...A } }';
  expect(await codeOf(circle)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(await codeOf('{ customers {')).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
  expect(await codeOf('{ nothing }')).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(await codeOf('query ($id: ID!) { customer(id: $id) { id } }', {})).toMatchObject({
    status: 400,
    code: 'BAD_USER_INPUT',
  });
});

test('introspection, deep as it is, is open outside production', async () => {
  expect(await codeOf(getIntrospectionQuery())).toMatchObject({ status: 200, code: undefined, wasAsked: false });
});

const post = async (body: string | ReadableStream, headers: Record<string, string> = {}) => {
  const authorization = `Bearer ${await graph.issuer.token()}`;
  const all = { authorization, 'content-type': 'application/json', ...headers };
  const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers: all, body, duplex: 'half' });
  const answer = (await response.json()) as { errors?: { message: string; extensions: Record<string, unknown> }[] };
  return {
    status: response.status,
    code: answer.errors?.[0]?.extensions['code'],
    traceId: answer.errors?.[0]?.extensions['traceId'],
  };
};

test('a request may have 256 kB', async () => {
  const ofSize = (bytes: number) =>
    JSON.stringify({ query: '{ consentPing }', variables: { filler: 'x'.repeat(bytes) } });
  expect(await post(ofSize(250_000))).toMatchObject({ status: 200 });
  expect(await post(ofSize(262_144))).toMatchObject({
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
    traceId: expect.stringMatching(/^\w{32}$/),
  });
});

test('several operations in one request, forms and broken JSON are refused in the shape of the graph', async () => {
  expect(await post(JSON.stringify([{ query: '{ consentPing }' }]))).toMatchObject({
    status: 400,
    code: 'BAD_REQUEST',
  });
  expect(await post('{"query":')).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
  expect(await post('query=1', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({ status: 415 });
  expect(await post('{"query":"{ consentPing }"}', { 'content-type': 'text/plain' })).toMatchObject({ status: 400 });
});

test('GET answers queries that carry a header against cross-site requests, and changes never', async () => {
  const authorization = `Bearer ${await graph.issuer.token()}`;
  const get = async (query: string, headers: Record<string, string>) =>
    (await fetch(`${graph.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { authorization, ...headers } }))
      .status;
  expect(await get('{ consentPing }', { 'apollo-require-preflight': '1' })).toBe(200);
  expect(await get('{ consentPing }', {})).toBe(400);
  expect(await get('mutation { profileCount }', { 'apollo-require-preflight': '1' })).toBe(405);
  expect(await get(nested(13), { 'apollo-require-preflight': '1' })).toBe(400);
});

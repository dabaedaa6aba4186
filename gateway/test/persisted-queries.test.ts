import { createHash } from 'node:crypto';
import { consent, profile } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

let graph: TinyGraph;
beforeEach(async () => {
  graph = await startTinyGraph({ profile, consent }, { QUERY_COST_MAX: '20' });
});
afterEach(() => graph.stop());

type Answer = { status: number; cache: string | null; data?: unknown; code: unknown };
type Ask = { hash: string; query?: string; variables?: object; token?: string | null };

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

const read = async (response: Response): Promise<Answer> => {
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  const cache = response.headers.get('cache-control');
  return { status: response.status, cache, data, code: errors?.[0]?.extensions.code };
};

/** As Apollo's clients ask with `useGETForHashedQueries`: the hash, and the text only where it was missed. */
const get = async ({ hash, query, variables, token = null }: Ask): Promise<Answer> => {
  const url = new URL(`${graph.url}/graphql`);
  if (query) url.searchParams.set('query', query);
  if (variables) url.searchParams.set('variables', JSON.stringify(variables));
  url.searchParams.set('extensions', JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }));
  const authorization = `Bearer ${token ?? (await graph.issuer.token())}`;
  return read(await fetch(url, { headers: { authorization, 'apollo-require-preflight': 'true' } }));
};
const post = async ({ hash, query, variables }: Ask): Promise<Answer> => {
  const authorization = `Bearer ${await graph.issuer.token()}`;
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  return read(
    await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, extensions }),
    }),
  );
};

/** The whole flow of a client: ask by hash, where it is missed send the text along once, then by hash again. */
const clientOf = (query: string, register: typeof get) => {
  const hash = hashOf(query);
  return async (variables?: object): Promise<Answer[]> => {
    const first = await get({ hash, ...(variables ? { variables } : {}) });
    if (first.code !== 'PERSISTED_QUERY_NOT_FOUND') return [first];
    return [first, await register({ hash, query, ...(variables ? { variables } : {}) })];
  };
};

test.each([
  ['GET', get],
  ['POST', post],
])(
  'a client asks by hash, is missed once, registers by %s, and is answered by hash from then on',
  async (_, register) => {
    const client = clientOf('{ again: consentPing }', register);
    const [miss, registered] = await client();
    expect(miss).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND', data: undefined });
    expect(miss?.cache).toMatch(/no-store|private|max-age=0/);
    expect(registered).toMatchObject({ status: 200, data: { again: 'pong' } });
    expect(await client()).toMatchObject([{ status: 200, data: { again: 'pong' } }]);
    expect(graph.subgraph('consent').headers).toHaveLength(2);
  },
);

test('a hash opens nothing without a token', async () => {
  const query = '{ consentPing }';
  await post({ hash: hashOf(query), query });
  expect(await get({ hash: hashOf(query), token: 'nonsense' })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  expect(await get({ hash: hashOf('{ unknown }'), token: 'nonsense' })).toMatchObject({ status: 401 });
});

test('a text under the hash of another is refused and not kept', async () => {
  const hash = hashOf('{ consentPing }');
  expect(await post({ hash, query: '{ customers { id } }' })).toMatchObject({ status: 400 });
  expect(await get({ hash })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
});

test('a change is never made by GET, by hash neither', async () => {
  const query = 'mutation { profileCount }';
  expect(await post({ hash: hashOf(query), query })).toMatchObject({ status: 200 });
  const before = graph.subgraph('profile').headers.length;
  expect(await get({ hash: hashOf(query) })).toMatchObject({ status: 405 });
  expect(graph.subgraph('profile').headers).toHaveLength(before);
});

test('what is over a limit is not registered', async () => {
  const deep = `{ customers { ${'friend { '.repeat(12)} id ${'} '.repeat(12)} } }`;
  expect(await get({ hash: hashOf(deep), query: deep })).toMatchObject({ status: 400, code: 'QUERY_TOO_DEEP' });
  const costly = '{ customers { friend { friend { friend { friend { id } } } } } }';
  expect(await post({ hash: hashOf(costly), query: costly })).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
  for (const query of [deep, costly]) {
    expect(await get({ hash: hashOf(query) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  }
});

test('what a hash costs depends on the variables of each request', async () => {
  const client = clientOf('query ($n: Int!) { firstCustomers(first: $n) { id } }', get);
  expect((await client({ n: 2 })).at(-1)).toMatchObject({ status: 200 });
  expect(await client({ n: 20 })).toMatchObject([{ status: 200 }]);
  expect(await client({ n: 21 })).toMatchObject([{ status: 400, code: 'QUERY_TOO_COSTLY' }]);
});

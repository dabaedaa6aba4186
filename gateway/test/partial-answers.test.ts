import { setTimeout as wait } from 'node:timers/promises';
import { ANN, BEN, consent, profile } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

let graph: TinyGraph;
beforeAll(async () => {
  graph = await startTinyGraph({ profile, consent }, { SUBGRAPH_TIMEOUT_MS: '300' });
});
afterAll(() => graph.stop());
afterEach(() => {
  graph.subgraph('profile').intercept = null;
  graph.subgraph('consent').intercept = null;
});

const ONE = `{ customer(id: "${ANN}") { displayName mine: consents preferences } }`;

const unavailable = (service: string, ...paths: (string | number)[][]) =>
  paths.map((path) => ({
    path,
    message: expect.stringContaining('try again'),
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', service, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
  }));

test('one question is answered by two subgraphs', async () => {
  const { status, data, errors } = await graph.ask(ONE);
  expect({ status, data, errors }).toEqual({
    status: 200,
    data: { customer: { displayName: 'Ann', mine: [], preferences: 'quiet' } },
    errors: undefined,
  });
});

test.each([
  ['answers 500', async () => ({ status: 500, body: '{"errors":[{"message":"secret"}]}' })],
  ['answers 503', async () => ({ status: 503, body: '' })],
  ['answers what is not GraphQL', async () => ({ status: 200, body: '<html>' })],
  ['answers what is not an answer', async () => ({ status: 200, body: '[]' })],
  ['takes too long', async () => wait(500, { status: 200, body: '{"data":{}}' })],
])('the other fields come when consent %s', async (_, answer) => {
  graph.subgraph('consent').intercept = async (reply) => {
    const { status, body } = await answer();
    return reply.status(status).type('application/json').send(body);
  };
  const begun = performance.now();
  const { status, data, errors } = await graph.ask(ONE);
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(status).toBe(200);
  expect(data).toEqual({ customer: { displayName: 'Ann', mine: null, preferences: null } });
  expect(errors).toEqual(unavailable('consent', ['customer', 'mine'], ['customer', 'preferences']));
});

test('in lists every missing field is told at its own place', async () => {
  graph.subgraph('consent').intercept = async (reply) => reply.status(502).send();
  const { data, errors } = await graph.ask('{ all: customers { displayName consents friend { preferences } } }');
  expect(data).toEqual({
    all: [
      { displayName: 'Ann', consents: null, friend: { preferences: null } },
      { displayName: 'Ben', consents: null, friend: { preferences: null } },
    ],
  });
  const told = new Set((errors ?? []).map(({ path }) => path?.join('.')));
  expect(told).toEqual(
    new Set(['all.0.consents', 'all.0.friend.preferences', 'all.1.consents', 'all.1.friend.preferences']),
  );
});

test('more than a hundred missing fields are told once, at the list they are missing in', async () => {
  const many = Array.from({ length: 60 }, () => ({ __typename: 'Customer', id: ANN, displayName: 'Ann' }));
  graph.subgraph('profile').intercept = async (reply) => reply.send({ data: { customers: many } });
  graph.subgraph('consent').intercept = async (reply) => reply.status(500).send();
  const { data, errors } = await graph.ask('{ customers { displayName consents preferences } }');
  expect(data?.['customers']).toHaveLength(60);
  expect(errors).toEqual(unavailable('consent', ['customers']));
});

test('while profile is down customers are null, and root fields of others keep working', async () => {
  graph.subgraph('profile').intercept = async (reply) => {
    reply.raw.destroy();
    return reply;
  };
  const { status, data, errors } = await graph.ask(`{ customer(id: "${ANN}") { displayName consents } consentPing }`);
  expect(status).toBe(200);
  expect(data).toEqual({ customer: null, consentPing: 'pong' });
  expect(errors).toEqual(unavailable('profile', ['customer']));
});

test("a subgraph that does not accept our statement is not the client's fault", async () => {
  graph.subgraph('consent').intercept = async (reply) =>
    reply.status(401).send({ success: false, code: 'UNAUTHENTICATED' });
  const { status, data, errors } = await graph.ask('{ consentPing }');
  expect({ status, data }).toEqual({ status: 200, data: { consentPing: null } });
  expect(errors).toEqual(unavailable('consent', ['consentPing']));
});

const dropOnce = (name: 'profile' | 'consent') => {
  let isDropped = false;
  graph.subgraph(name).intercept = async (reply) => {
    if (isDropped) return undefined;
    isDropped = true;
    reply.raw.destroy();
    return reply;
  };
};

test('a query over a connection that drops is asked once more', async () => {
  dropOnce('consent');
  const { data, errors } = await graph.ask('{ consentPing }');
  expect({ data, errors }).toEqual({ data: { consentPing: 'pong' }, errors: undefined });
});

test('a change over a connection that drops is never sent twice', async () => {
  dropOnce('profile');
  const before = graph.subgraph('profile').headers.length;
  const { data, errors } = await graph.ask('mutation { profileCount }');
  expect(data).toEqual({ profileCount: null });
  expect(errors).toEqual(unavailable('profile', ['profileCount']));
  expect(graph.subgraph('profile').headers).toHaveLength(before + 1);
});

test("a subgraph's refusal keeps its code, its words, its issues and the client's path", async () => {
  const { data, errors, traceId } = await graph.ask(`{ people: customers { id hidden: secret } }`);
  expect(data).toEqual({
    people: [
      { id: ANN, hidden: null },
      { id: BEN, hidden: null },
    ],
  });
  const denied = (index: number) => ({
    path: ['people', index, 'hidden'],
    message: 'Customer.secret is not open to agent',
    extensions: { code: 'FORBIDDEN', service: 'consent', traceId },
  });
  expect(errors).toEqual([denied(0), denied(1)]);

  const wrong = await graph.ask('{ tried: profileFailure(kind: "input") }');
  expect(wrong.errors).toEqual([
    {
      path: ['tried'],
      message: 'what was given is wrong',
      extensions: {
        code: 'INVALID_INPUT',
        service: 'profile',
        traceId: wrong.traceId,
        issues: [{ path: 'input.amount', message: 'must be positive' }],
      },
    },
  ]);
});

test('what a subgraph did not mean to say is masked', async () => {
  const { data, errors, traceId } = await graph.ask('{ profileFailure(kind: "bug") }');
  expect(data).toEqual({ profileFailure: null });
  expect(JSON.stringify(errors)).not.toMatch(/secret|owes/);
  expect(errors).toEqual([
    {
      path: ['profileFailure'],
      message: `something went wrong; quote ${traceId}`,
      extensions: { code: 'INTERNAL', service: 'profile', traceId },
    },
  ]);
});

test('an answer that does not fit the graph is an error, not a bare null', async () => {
  graph.subgraph('profile').intercept = async (reply) =>
    reply.send({ data: { customer: { id: ANN, displayName: { a: 'Ann' } } } });
  const { data, errors } = await graph.ask(`{ customer(id: "${ANN}") { displayName } }`);
  expect(data).toEqual({ customer: { displayName: null } });
  expect(errors?.[0]).toMatchObject({ path: ['customer', 'displayName'], extensions: { code: 'INTERNAL' } });

  graph.subgraph('profile').intercept = async (reply) => reply.send({ data: { profileList: 'private words' } });
  const list = await graph.ask('{ profileList }');
  expect(JSON.stringify(list)).not.toMatch(/private words/);
  expect(list.errors?.[0]?.extensions['code']).toBe('INTERNAL');
});

test('fields behind aliases and fragments are told by the names the client gave', async () => {
  graph.subgraph('consent').intercept = async (reply) => reply.status(500).send();
  const query = `{ customer(id: "${ANN}") { ...A friend { ...A } } }
    fragment A on Customer { one: day(of: "2026-01-01") two: day }`;
  const { errors } = await graph.ask(query);
  const told = new Set((errors ?? []).map(({ path }) => path?.join('.')));
  expect(told).toEqual(new Set(['customer.friend.one', 'customer.friend.two', 'customer.one', 'customer.two']));
});

test('a client that hears nothing of a trace is given one, and one that brings a trace keeps it', async () => {
  const id = '0af7651916cd43dd8448eb211c80319c';
  const { traceId } = await graph.ask('{ consentPing }', { headers: { traceparent: `00-${id}-b7ad6b7169203331-01` } });
  expect(traceId).toBe(id);
  expect(graph.subgraph('consent').headers.at(-1)?.['traceparent']).toContain(id);
});

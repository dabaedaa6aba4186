import { createHmac, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isPlainPath } from '../src/plain-path.ts';
import { consent } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

const SECRET = 'shared with a provider';
const signed = (body: Buffer | string): string => createHmac('sha256', SECRET).update(body).digest('hex');

type Heard = { method: string; url: string; headers: NodeJS.Dict<string | string[]>; body: Buffer };

/** A service's own paths: they answer what they heard, and whether the signature fits the body. */
const routes =
  (heard: Heard[]) =>
  (http: FastifyInstance): void => {
    http.removeAllContentTypeParsers();
    http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, JSON.parse(String(body))),
    );
    void http.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.all('/*', async (request, reply) => {
        const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
        heard.push({ method: request.method, url: request.url, headers: request.headers, body });
        if (request.url.startsWith('/v1/slow')) await new Promise((resolve) => setTimeout(resolve, 6_000).unref());
        const isSigned = request.headers['x-signature'] === signed(body);
        return reply
          .status(isSigned ? 200 : 403)
          .headers({ 'x-of-the-service': 'yes', connection: 'close', 'set-cookie': ['a=1', 'b=2'] })
          .send({ isSigned });
      });
    });
  };

let graph: TinyGraph;
const heard: Heard[] = [];
const lastHeard = (): Heard => {
  const last = heard.at(-1);
  if (!last) throw new Error('the service heard nothing');
  return last;
};
beforeAll(async () => {
  const schema = 'type Query { behaviorPing: String }';
  const behavior = { schema, resolvers: { Query: { behaviorPing: () => 'pong' } }, routes: routes(heard) };
  graph = await startTinyGraph({ consent, behavior }, { FORWARD_TIMEOUT_MS: '2000' });
});
afterAll(() => graph.stop());

const send = async (path: string, body: Buffer | string | null, headers: Record<string, string> = {}) => {
  const given = body === null ? {} : { method: 'POST', body, headers: { 'x-signature': signed(body), ...headers } };
  const response = await fetch(`${graph.url}${path}`, body === null ? { headers } : given);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text ? (JSON.parse(text) as Record<string, unknown>) : null,
  };
};

test.each([
  ['JSON with its own spaces', Buffer.from('{ "b" : 1,\n "a":1.0, "a":2 }'), 'application/json'],
  ['a form', Buffer.from('Body=Hello%20World&From=%2B1555'), 'application/x-www-form-urlencoded'],
  ['text, as beacons send it', Buffer.from('{"type":"track"}'), 'text/plain;charset=UTF-8'],
  ['bytes', randomBytes(300_000), 'application/octet-stream'],
])('%s goes through byte for byte, so that signatures hold', async (_, body, type) => {
  const { status, json, headers } = await send('/v1/batch?a=1&a=2&b=%20x', body, { 'content-type': type });
  expect({ status, json }).toEqual({ status: 200, json: { isSigned: true } });
  expect(headers.get('x-of-the-service')).toBe('yes');
  expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(headers.get('x-trace-id')).toMatch(/^\w{32}$/);
  const call = heard.at(-1);
  expect(call?.url).toBe('/v1/batch?a=1&a=2&b=%20x');
  expect(call?.headers['content-type']).toBe(type);
  expect(call?.body.equals(body)).toBe(true);
});

test('the service hears where the caller came from, and nothing that the caller made up about it', async () => {
  await send('/sources/core', '{}', {
    'content-type': 'application/json',
    'x-rapport-statement': 'forged',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=6.6.6.6',
    authorization: 'Basic d3JpdGU6',
  });
  const { headers } = lastHeard();
  expect(headers).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': new URL(graph.url).host,
    'x-forwarded-proto': 'http',
    authorization: 'Basic d3JpdGU6',
  });
  expect(headers).not.toHaveProperty('x-rapport-statement');
  expect(headers).not.toHaveProperty('forwarded');
});

/** Sends what no well-behaved client would, and gives the status line and the body. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(graph.url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
const rawGet = (target: string, headers = ''): Promise<string> =>
  raw(`GET ${target} HTTP/1.1\r\nhost: x\r\n${headers}connection: close\r\n\r\n`);

test('headers of the connection, and those it names, stay behind', async () => {
  await raw(
    'POST /v1/track HTTP/1.1\r\nhost: x\r\nconnection: close, x-secret\r\nx-secret: 1\r\nte: trailers\r\n' +
      'proxy-authorization: Basic eA==\r\nkeep-alive: timeout=5\r\ntransfer-encoding: chunked\r\n\r\n' +
      '2\r\n{}\r\n0\r\n\r\n',
  );
  const { headers, body } = lastHeard();
  expect(String(body)).toBe('{}');
  expect(headers['content-length']).toBe('2');
  for (const name of ['x-secret', 'te', 'proxy-authorization', 'transfer-encoding'])
    expect(headers).not.toHaveProperty(name);
});

test.each([
  '/v1/../graphql',
  '/v1/%2e%2e/graphql',
  '/v1/%252e%252e/graphql',
  '/v1/..%2fgraphql',
  '/v1/..%5cgraphql',
  '/v1/.%09./graphql',
  '/v1/..;/graphql',
  '/v1/./track',
  '/v1/%00',
  '/v1/%zz',
  '/v1/%2e%2e%2fgraphql?x=1',
])('%s leads nowhere', async (target) => {
  const before = heard.length + graph.subgraph('behavior').headers.length;
  expect(await rawGet(target)).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(heard.length + graph.subgraph('behavior').headers.length).toBe(before);
});

test("a subgraph's own graph and health are not reachable through the front door", async () => {
  const before = heard.length;
  for (const target of ['//graphql', 'http://127.0.0.1/v1/graphql/', '/behavior/graphql', '/v1']) {
    expect(await rawGet(target)).toMatch(/^HTTP\/1\.1 40[04] /);
  }
  await send('/graphql', '{"query":"{ _service { sdl } }"}', { 'content-type': 'application/json' });
  await send('/metrics', null).catch(() => null);
  expect(heard).toHaveLength(before);
  expect(graph.subgraph('behavior').headers).toHaveLength(0);
});

test('ordinary paths are plain', () => {
  const tokens = [
    '/unsubscribe/eyJ.a-b_c~d',
    '/sources/core',
    '/ofrep/v1/evaluate/flags/new.offer',
    '/v1/a%20b',
    '/v1/...',
  ];
  expect(tokens.filter((path) => !isPlainPath(path))).toEqual([]);
});

test('a service that is down is told as such, and so is one that takes too long', async () => {
  const told = (service: string) => ({
    success: false,
    code: 'UNAVAILABLE',
    message: `${service} cannot be reached at the moment: try again shortly`,
    traceId: expect.stringMatching(/^\w{32}$/),
  });
  const down = await send('/webhooks/twilio/inbound', 'Body=STOP', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect({ status: down.status, json: down.json }).toEqual({ status: 503, json: told('messaging') });
  expect(down.headers.get('retry-after')).toBe('1');
  const slow = await send('/v1/slow', '{}');
  expect({ status: slow.status, json: slow.json }).toEqual({ status: 503, json: told('behavior') });
});

test('ten megabytes are refused before they are read', async () => {
  const { status, json } = await send('/v1/batch', Buffer.alloc(10 * 1_048_576, 'x'), {
    'content-type': 'application/json',
  });
  expect({ status, json }).toMatchObject({
    status: 413,
    json: {
      success: false,
      code: 'PAYLOAD_TOO_LARGE',
      message: expect.stringContaining('smaller'),
      traceId: expect.stringMatching(/^\w{32}$/),
    },
  });
});

test('HEAD is forwarded as such', async () => {
  const response = await fetch(`${graph.url}/v1/track`, { method: 'HEAD' });
  expect({ status: response.status, text: await response.text() }).toEqual({ status: 403, text: '' });
  expect(lastHeard().method).toBe('HEAD');
});

test('what is nowhere is not found, with a trace', async () => {
  const { status, json, headers } = await send('/nowhere', null);
  expect({ status, json }).toMatchObject({ status: 404, json: { success: false, code: 'NOT_FOUND' } });
  expect(headers.get('x-trace-id')).toMatch(/^\w{32}$/);
});

test('health asks no subgraph', async () => {
  expect((await send('/healthz', null)).status).toBe(200);
  expect((await send('/readyz', null)).status).toBe(200);
  const metrics = await (await fetch(`${graph.url}/metrics`)).text();
  expect(metrics).toMatch(/rapport_graphql_requests_total/);
});

// Every door of the house, with every token and statement that must not open it: all are refused, in one shape.
import { createHash } from 'node:crypto';
import { customerOf, type TestHouse, testHouse } from '@rapport/testkit';
import { SERVICES } from './access-rules.ts';
import { statement } from './forge.ts';
import { goodToken, type Issuer, tokenCases } from './token-cases.ts';

const NOON = '2026-03-02T11:00:00.000Z';
const QUERY = '{ consentDeadLetters(first: 1) { edges { cursor } } }';
const HASH = createHash('sha256').update(QUERY).digest('hex');
const PERSISTED = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: HASH } });
const TRACE = /^[0-9a-f]{32}$/;

let house: TestHouse;
let issuer: Issuer;

beforeAll(async () => {
  house = await testHouse({ now: NOON });
  issuer = {
    key: house.rapport.secrets.issuerKey,
    url: 'http://localhost/rapport-development',
    second: Math.floor(house.rapport.now().getTime() / 1_000),
  };
  const traits = { name: 'Canary Person', email: 'canary@example.com', phone: '+4915112345678' };
  const call = { type: 'identify', userId: 'user-canary', messageId: 'm-1', timestamp: NOON, traits };
  expect((await house.send([call])).status).toBe(200);
  await customerOf(house, 'user-canary');
}, 90_000);
afterAll(() => house.stop());

const json = { 'content-type': 'application/json' };
const bearer = (token: string): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {});
const waiting = () => AbortSignal.timeout(10_000);

/** The ways into the front door. */
const doors: Readonly<Record<string, (headers: Record<string, string>) => Promise<Response>>> = {
  'POST /graphql': (headers) =>
    fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify({ query: QUERY }),
      signal: waiting(),
    }),
  'GET /graphql': (headers) =>
    fetch(`${house.url}/graphql?query=${encodeURIComponent(QUERY)}`, {
      headers: { 'apollo-require-preflight': '1', ...headers },
      signal: waiting(),
    }),
  'GET /graphql, persisted': (headers) =>
    fetch(`${house.url}/graphql?extensions=${encodeURIComponent(PERSISTED)}`, {
      headers: { 'apollo-require-preflight': '1', ...headers },
      signal: waiting(),
    }),
};

test('each way into the front door opens to a good token', async () => {
  const { status } = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...bearer(goodToken(issuer)) },
    body: JSON.stringify({ query: QUERY, extensions: JSON.parse(PERSISTED) as object }),
  });
  expect(status).toBe(200);
  for (const [name, knock] of Object.entries(doors)) {
    const answer = await knock(bearer(goodToken(issuer)));
    expect([name, answer.status, await answer.json()]).toEqual([
      name,
      200,
      { data: { consentDeadLetters: { edges: [] } } },
    ]);
  }
});

test.each(Object.keys(doors))(
  '%s opens to none of the tokens that are wrong, and refuses all in one shape',
  async (name) => {
    const cases = tokenCases(issuer);
    expect(cases.length).toBeGreaterThanOrEqual(70);
    for (const [wrong, token] of cases) {
      const answer = await doors[name]!(bearer(token));
      const text = await answer.text();
      expect([wrong, answer.status, answer.headers.get('www-authenticate')]).toEqual([wrong, 401, 'Bearer']);
      expect([wrong, JSON.parse(text)]).toEqual([
        wrong,
        {
          errors: [
            {
              message: expect.stringMatching(/npm run token/),
              extensions: { code: 'UNAUTHENTICATED', traceId: expect.stringMatching(TRACE) },
            },
          ],
        },
      ]);
      if (token.length > 20) expect(text).not.toContain(token.slice(0, 20));
    }
  },
);

test('a token of 64 kB is refused before it is read, in a shape that clients of every door understand', async () => {
  for (const name of Object.keys(doors)) {
    const answer = await doors[name]!(bearer('x'.repeat(65_536)));
    expect([name, answer.status, await answer.json()]).toEqual([
      name,
      431,
      expect.objectContaining({
        code: 'HEADERS_TOO_LARGE',
        errors: [expect.objectContaining({ message: expect.any(String) })],
      }),
    ]);
  }
});

test('a good token counts only in its header', async () => {
  const token = goodToken(issuer);
  const elsewhere: [string, RequestInit][] = [
    [`/graphql?access_token=${token}`, { headers: json }],
    [`/graphql?authorization=Bearer%20${token}`, { headers: json }],
    ['/graphql', { headers: { ...json, cookie: `access_token=${token}` } }],
    ['/graphql', { headers: { ...json, 'x-authorization': `Bearer ${token}` } }],
    ['/graphql', { headers: { ...json, authorization: `Basic ${btoa(`token:${token}`)}` } }],
    ['/graphql', { headers: { ...json, authorization: token } }],
  ];
  for (const [path, request] of elsewhere) {
    const body = JSON.stringify({ query: QUERY, access_token: token });
    expect((await fetch(house.url + path, { method: 'POST', body, ...request })).status).toBe(401);
  }
});

type Service = keyof TestHouse['rapport']['secrets']['statementKeys'];
const services = SERVICES as Service[];
const urlOf = (service: Service | 'gateway') => `http://127.0.0.1:${house.rapport.places.ports[service]}`;
const keyOf = (service: Service) => house.rapport.secrets.statementKeys[service];

const viewer = { subject: 'mallory', roles: ['OPERATOR', 'AGENT'], customerIds: [], scopes: [] };
const secondNow = () => Math.floor(house.rapport.now().getTime() / 1_000);
const said = (service: Service, changed: object = {}) => ({
  viewer,
  audience: service,
  issuedAt: secondNow(),
  expiresAt: secondNow() + 30,
  ...changed,
});

const QUERIES = [
  '{ __typename }',
  '{ _service { sdl } }',
  '{ _entities(representations: [{ __typename: "Customer", id: "cus_01kjq393ftfzcb0pst4sr92vas" }]) { __typename } }',
];
const knock = (service: Service, query: string, headers: Record<string, string>) =>
  fetch(`${urlOf(service)}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ query }),
    signal: waiting(),
  });

const statementCases = (service: Service): [string, Record<string, string>][] => {
  const other = services.find((name) => name !== service)!;
  const good = statement(keyOf(service), said(service));
  const [payload = '', signature = ''] = good.split('.');
  const raised = Buffer.from(JSON.stringify(said(service, { viewer: { ...viewer, roles: ['SUPERVISOR'] } })));
  const of = (changed: object) => statement(keyOf(service), said(service, changed));
  const cases: [string, string][] = [
    ['an empty one', ''],
    ['nonsense', 'nonsense'],
    ['dots alone', '..'],
    ['one without a signature', `${payload}.`],
    ['one with a signature alone', `.${signature}`],
    ['one with a third part', `${good}.${signature}`],
    ['half a signature', `${payload}.${signature.slice(0, 20)}`],
    ['a signature of zeros', `${payload}.${Buffer.alloc(32).toString('base64url')}`],
    ['other words under the same signature', `${raised.toString('base64url')}.${signature}`],
    ['one signed with an empty key', statement('', said(service))],
    ["one signed with another subgraph's key", statement(keyOf(other), said(service))],
    ['one for another subgraph', of({ audience: other })],
    ["another subgraph's own", statement(keyOf(other), said(other))],
    ['one that has ended', of({ issuedAt: secondNow() - 60, expiresAt: secondNow() - 10 })],
    ['one that ends too late', of({ expiresAt: secondNow() + 3_600 })],
    ['one from the future', of({ issuedAt: secondNow() + 60, expiresAt: secondNow() + 90 })],
    ['one of text for times', of({ issuedAt: String(secondNow()) })],
    ['one of a role that there is not', of({ viewer: { ...viewer, roles: ['ROOT'] } })],
    ['one of nobody', of({ viewer: undefined })],
    ['one of an empty subject', of({ viewer: { ...viewer, subject: '' } })],
    ['one that is no JSON', statement(keyOf(service), 'operator')],
    ['one that is null', statement(keyOf(service), 'null')],
    ['a good token in its place', goodToken(issuer)],
  ];
  return [
    ['no statement', {}],
    ['a good token', bearer(goodToken(issuer))],
    ...cases.map(([name, text]): [string, Record<string, string>] => [name, { 'x-rapport-statement': text }]),
  ];
};

test.each(services)('%s answers only whoever brings the statement of the gateway', async (service) => {
  for (const query of QUERIES) {
    const good = await knock(service, query, { 'x-rapport-statement': statement(keyOf(service), said(service)) });
    expect([query, good.status]).toEqual([query, 200]);
    for (const [wrong, headers] of statementCases(service)) {
      const answer = await knock(service, query, headers);
      expect([wrong, answer.status, await answer.json()]).toEqual([
        wrong,
        401,
        {
          success: false,
          code: 'UNAUTHENTICATED',
          message: expect.stringMatching(/ask there/),
          traceId: expect.stringMatching(TRACE),
        },
      ]);
    }
    const long = await knock(service, query, { 'x-rapport-statement': 'x'.repeat(65_536) });
    expect([long.status, await long.json()]).toEqual([431, expect.objectContaining({ code: 'HEADERS_TOO_LARGE' })]);
  }
});

test('health and metrics are open, and say nothing of anybody', async () => {
  for (const process of ['gateway', ...services] as const) {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await fetch(urlOf(process) + path);
      const text = await answer.text();
      expect([process, path, answer.status]).toEqual([process, path, 200]);
      expect(text).not.toMatch(/canary|cus_|@|\+49|mallory|Bearer|secret|password/i);
    }
  }
});

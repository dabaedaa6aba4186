import { createHmac, createPublicKey } from 'node:crypto';
import { eventually } from '@rapport/testkit';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { type RealIssuer, signingKey, startRealIssuer } from './real-issuer.ts';
import { consent } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

const PING = '{ consentPing }';
const OPEN = { status: 200, data: { consentPing: 'pong' } };

let issuer: RealIssuer;
let graph: TinyGraph;
const startWith = async (
  options: Parameters<typeof startRealIssuer>[0] = {},
  settings: Record<string, string> = {},
) => {
  issuer = await startRealIssuer(options);
  graph = await startTinyGraph({ consent }, { OIDC_ISSUER: issuer.url, OIDC_TIMEOUT_MS: '300', ...settings });
};
afterEach(async () => {
  await graph.stop();
  await issuer.stop();
});

const ready = async () => {
  const response = await fetch(`${graph.url}/readyz`);
  return { status: response.status, reasons: ((await response.json()) as { reasons: string[] }).reasons };
};
const becomesReady = () => eventually(async () => expect((await ready()).status).toBe(200));
const answer = async (token: string) => {
  const { status, data, errors } = await graph.ask(PING, { token });
  return { status, data, code: errors?.[0]?.extensions['code'] };
};
const documentsRead = () => issuer.requests.filter((path) => path === '/jwks').length;

test.each(['ES256', 'RS256', 'EdDSA'] as const)(
  'a token that a real issuer signed with %s opens the door',
  async (alg) => {
    await startWith({ alg });
    const token = await issuer.token();
    expect(decodeProtectedHeader(token)).toMatchObject({ alg, kid: 'first' });
    expect(await answer(token)).toMatchObject(OPEN);
    expect(graph.subgraph('consent').statements.at(-1)?.viewer).toMatchObject({ subject: 'app', roles: ['AGENT'] });
  },
);

test('keys change while requests run, and not one of them fails', async () => {
  await startWith();
  await becomesReady();
  let isRunning = true;
  const seen: number[] = [];
  const kids = new Set<unknown>();
  const client = async () => {
    while (isRunning) {
      const token = await issuer.token();
      kids.add(decodeProtectedHeader(token).kid);
      seen.push((await graph.ask(PING, { token })).status);
    }
  };
  const clients = Promise.all(Array.from({ length: 4 }, client));
  for (const kid of ['second', 'third', 'fourth']) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    issuer.useKeys([await signingKey(kid), ...issuer.keys()]);
  }
  await eventually(async () => expect(kids).toContain('fourth'));
  await eventually(async () => expect(await answer(await issuer.token())).toMatchObject(OPEN), { timeoutMs: 8_000 });
  isRunning = false;
  await clients;
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter((status) => status !== 200)).toEqual([]);
});

test('made-up keys make the issuer be read once a second and no more', async () => {
  await startWith();
  await becomesReady();
  const [, claims = '', signature = ''] = (await issuer.token()).split('.');
  const before = documentsRead();
  const forge = (kid: string) =>
    `${Buffer.from(JSON.stringify({ alg: 'ES256', kid })).toString('base64url')}.${claims}.${signature}`;
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => answer(forge(`made-up-${index}`))));
  expect(new Set(answers.map(({ status, code }) => `${status} ${String(code)}`))).toEqual(
    new Set(['401 UNAUTHENTICATED']),
  );
  expect(documentsRead() - before).toBeLessThanOrEqual(2);
  expect(await answer(await issuer.token())).toMatchObject(OPEN);
});

test('a key that the issuer withdraws opens nothing any more', async () => {
  await startWith({}, { OIDC_REFRESH_SECONDS: '1' });
  const old = await issuer.token();
  expect(await answer(old)).toMatchObject(OPEN);
  issuer.useKeys([await signingKey('second')]);
  await eventually(async () => expect(await answer(old)).toMatchObject({ status: 401 }), { timeoutMs: 10_000 });
});

test('while the issuer is away, its tokens are still good, and a new key says "later", not "no"', async () => {
  await startWith();
  await becomesReady();
  const token = await issuer.token();
  issuer.useKeys([await signingKey('second'), ...issuer.keys()]);
  const next = await issuer.token();
  await issuer.goAway();
  expect(await answer(token)).toMatchObject(OPEN);
  expect(await answer(next)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect((await ready()).status).toBe(200);
  await issuer.comeBack();
  await eventually(async () => expect(await answer(next)).toMatchObject(OPEN), { timeoutMs: 8_000 });
});

test('the gateway starts without its issuer, says so, and opens when it comes', async () => {
  issuer = await startRealIssuer();
  const token = await issuer.token();
  await issuer.goAway();
  graph = await startTinyGraph({ consent }, { OIDC_ISSUER: issuer.url, OIDC_TIMEOUT_MS: '300' });
  await eventually(async () => {
    const { status, reasons } = await ready();
    expect({ status, reason: reasons[0] }).toEqual({ status: 503, reason: expect.stringContaining('ECONNREFUSED') });
  });
  expect(await answer(token)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect((await fetch(`${graph.url}/healthz`)).status).toBe(200);
  await issuer.comeBack();
  await eventually(async () => expect((await ready()).status).toBe(200), { timeoutMs: 10_000 });
  expect(await answer(token)).toMatchObject(OPEN);
});

/** The same token, as if another key had signed it. */
const withUnknownKey = (token: string): string => {
  const [, ...rest] = token.split('.');
  return [Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'unknown' })).toString('base64url'), ...rest].join('.');
};

test('an issuer that answers nonsense takes no key away', async () => {
  await startWith();
  await becomesReady();
  const token = await issuer.token();
  for (const nonsense of ['<html>Sign in</html>', '{"keys":[]}']) {
    issuer.answerWith((_, response) => response.end(nonsense));
    expect(await answer(withUnknownKey(token))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(await answer(token)).toMatchObject(OPEN);
  }
});

test('an issuer that drips its answer is given up in time', async () => {
  await startWith();
  await becomesReady();
  const token = await issuer.token();
  const drips = new Set<NodeJS.Timeout>();
  issuer.answerWith((_, response) => {
    drips.add(setInterval(() => response.write(' '), 50));
  });
  const begun = performance.now();
  expect(await answer(withUnknownKey(token))).toMatchObject({ status: 503 });
  expect(performance.now() - begun).toBeLessThan(4_000);
  expect(await answer(token)).toMatchObject(OPEN);
  for (const drip of drips) clearInterval(drip);
});

test('only pinned signatures count, and a public RSA key is no shared secret', async () => {
  await startWith({ alg: 'RS256' }, { OIDC_ALGORITHMS: 'RS256' });
  const token = await issuer.token();
  expect(await answer(token)).toMatchObject(OPEN);
  const { d: _, ...publicKey } = issuer.keys()[0]!;
  const pem = createPublicKey({ key: publicKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'first' })).toString('base64url');
  const text = `${head}.${token.split('.')[1]}`;
  const confused = `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  expect(await answer(confused)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  await graph.stop();
  graph = await startTinyGraph({ consent }, { OIDC_ISSUER: issuer.url, OIDC_ALGORITHMS: 'ES256,EdDSA' });
  expect(await answer(token)).toMatchObject({ status: 401 });
});

test('roles and customers are taken from where the issuer puts them, by its own names', async () => {
  const id = 'cus_01kjq393ftfzcb0pst4sr92vas';
  const claims = { realm_access: { roles: ['Bank Helpers', 'operator'] }, 'https://bank.example/customers': [id] };
  await startWith(
    { claims },
    {
      OIDC_ROLES_CLAIM: 'realm_access.roles',
      OIDC_CUSTOMERS_CLAIM: 'https://bank.example/customers',
      OIDC_ROLE_NAMES: 'Bank Helpers=delegate',
    },
  );
  const token = await issuer.token();
  expect(decodeJwt(token)).toMatchObject(claims);
  expect(await answer(token)).toMatchObject(OPEN);
  expect(graph.subgraph('consent').statements.at(-1)?.viewer).toMatchObject({ roles: ['DELEGATE'], customerIds: [id] });
});

test('a token without the roles claim grants nothing', async () => {
  await startWith({ claims: {} });
  const { status, errors } = await graph.ask(PING, { token: await issuer.token() });
  expect({ status, message: errors?.[0]?.message }).toEqual({
    status: 401,
    message: expect.stringContaining('in roles'),
  });
});

import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { DEVELOPMENT_ISSUER } from '../src/config.ts';
import { ANN, BEN, consent, profile } from './tiny-customers.ts';
import { startTinyGraph, type TinyGraph } from './tiny-graph.ts';

let graph: TinyGraph;
beforeAll(async () => {
  graph = await startTinyGraph({ profile, consent });
});
afterAll(() => graph.stop());

const PING = '{ consentPing }';

const lastViewer = () => graph.subgraph('consent').statements.at(-1)?.viewer;

const expectRefused = async (token: string | null): Promise<string> => {
  const before = graph.subgraph('consent').headers.length;
  const { status, errors, data, traceId } = await graph.ask(PING, { token });
  expect(status).toBe(401);
  expect(data).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', traceId });
  expect(errors?.[0]?.message).toMatch(/npm run token/);
  expect(graph.subgraph('consent').headers).toHaveLength(before);
  return errors?.[0]?.message ?? '';
};

const hmacSigned = (secret: string): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 300;
  const claims = { sub: 'ann', roles: ['agent'], iss: DEVELOPMENT_ISSUER, aud: 'rapport', exp };
  const text = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

test('an agent is who the token says, and the subgraph hears it signed', async () => {
  const token = await graph.issuer.token({ roles: ['risk-officer', 'agent'], scope: 'one two', customers: [ANN, BEN] });
  const { status, data, traceId } = await graph.ask(PING, { token, headers: { 'x-rapport-reason': 'complaint 7' } });
  expect({ status, data }).toEqual({ status: 200, data: { consentPing: 'pong' } });
  expect(lastViewer()).toEqual({
    subject: 'ann',
    roles: ['RISK_OFFICER', 'AGENT'],
    customerIds: [ANN, BEN],
    scopes: ['one', 'two'],
    reason: 'complaint 7',
  });
  const statement = graph.subgraph('consent').statements.at(-1);
  expect(statement?.audience).toBe('consent');
  expect(String(graph.subgraph('consent').headers.at(-1)?.['traceparent']).split('-')[1]).toBe(traceId);
  expect((statement?.expiresAt ?? 0) - (statement?.issuedAt ?? 0)).toBeLessThanOrEqual(60);
});

test('a role that is not of the house grants nothing', async () => {
  expect(await expectRefused(await graph.issuer.token({ roles: ['root'] }))).toMatch(/none of the roles/);
  await expectRefused(await graph.issuer.token({ roles: ['AGENT'] }));
  await expectRefused(await graph.issuer.token({ roles: ['__proto__'] }));
  await graph.ask(PING, { token: await graph.issuer.token({ roles: ['root', 'agent'] }) });
  expect(lastViewer()?.roles).toEqual(['AGENT']);
});

test('nobody gets in without a token, or with one that is not one', async () => {
  await expectRefused(null);
  await expectRefused('nonsense');
  await expectRefused('a.b.c');
});

test('an expired token says so, a token without an end is refused', async () => {
  expect(await expectRefused(await graph.issuer.token({}, { expires: '-1m' }))).toMatch(/expired/);
  const endless = await new SignJWT({ sub: 'ann', roles: ['agent'], iss: DEVELOPMENT_ISSUER, aud: 'rapport' })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .sign(graph.issuer.privateKey);
  await expectRefused(endless);
  await expectRefused(await graph.issuer.token({ nbf: Math.floor(Date.now() / 1_000) + 600 }));
});

test('a token that was good a moment ago is refused once it has expired', async () => {
  const token = await graph.issuer.token({}, { expires: '-3s' });
  expect((await graph.ask(PING, { token })).status).toBe(200);
  expect((await graph.ask(PING, { token })).status).toBe(200);
  await wait(2_500);
  expect(await expectRefused(token)).toMatch(/expired/);
});

test('the reason is that of each request, also when the token comes again', async () => {
  const reasons = async (reason?: string) => {
    await graph.ask(PING, { headers: reason ? { 'x-rapport-reason': reason } : {} });
    return lastViewer()?.reason;
  };
  expect([await reasons('one'), await reasons(), await reasons('two')]).toEqual(['one', undefined, 'two']);
});

test('only the named algorithm counts: none, and the public key as a secret, do not', async () => {
  const claims = { sub: 'ann', roles: ['agent'], iss: DEVELOPMENT_ISSUER, aud: 'rapport' };
  await expectRefused(new UnsecuredJWT(claims).setExpirationTime('5m').encode());
  const publicKey = await importJWK(graph.issuer.jwk, 'ES256', { extractable: true });
  if (publicKey instanceof Uint8Array) throw new Error('an EC key is not a secret');
  await expectRefused(hmacSigned(await exportSPKI(publicKey)));
  await expectRefused(hmacSigned(JSON.stringify(graph.issuer.jwk)));
});

test("another issuer, another audience, another's key are refused", async () => {
  await expectRefused(await graph.issuer.token({ iss: 'http://evil.example' }));
  await expectRefused(await graph.issuer.token({ aud: 'elsewhere' }));
  const { privateKey } = await generateKeyPair('ES256');
  const forged = await new SignJWT({ sub: 'ann', roles: ['agent'], iss: DEVELOPMENT_ISSUER, aud: 'rapport' })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setExpirationTime('5m')
    .sign(privateKey);
  await expectRefused(forged);
});

test('claims of the wrong shape are named', async () => {
  expect(await expectRefused(await graph.issuer.token({ customers: ['ann'] }))).toMatch(/customers/);
  expect(await expectRefused(await graph.issuer.token({ roles: 'agent' }))).toMatch(/roles/);
  expect(await expectRefused(await graph.issuer.token({ sub: '' }))).toMatch(/sub/);
});

test('a reason that is too long is refused as input', async () => {
  const { status, errors } = await graph.ask(PING, { headers: { 'x-rapport-reason': 'a'.repeat(201) } });
  expect({ status, code: errors?.[0]?.extensions['code'] }).toEqual({ status: 400, code: 'INVALID_INPUT' });
});

test("what the client says about itself never replaces the gateway's statement", async () => {
  await graph.ask(PING, { token: await graph.issuer.token({ sub: 'bob' }) });
  const bobs = String(graph.subgraph('consent').headers.at(-1)?.['x-rapport-statement']);
  const { data } = await graph.ask(PING, { headers: { 'x-rapport-statement': bobs, 'x-secret': 'of the client' } });
  expect(data).toEqual({ consentPing: 'pong' });
  const sent = graph.subgraph('consent').headers.at(-1);
  expect(sent?.['x-rapport-statement']).not.toBe(bobs);
  expect(lastViewer()?.subject).toBe('ann');
  expect(sent).not.toHaveProperty('x-secret');
  expect(sent).not.toHaveProperty('authorization');
});

test('a subgraph refuses what was not signed for it', async () => {
  const { url, headers } = graph.subgraph('consent');
  const post = async (statement?: string): Promise<number> => {
    const extra = statement ? { 'x-rapport-statement': statement } : {};
    const body = JSON.stringify({ query: '{ _service { sdl } }' });
    return (
      await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...extra }, body })
    ).status;
  };
  await graph.ask(PING);
  const good = String(headers.at(-1)?.['x-rapport-statement']);
  const [payload = '', signature] = good.split('.');
  const forged = Buffer.from(payload, 'base64url').toString().replace('"AGENT"', '"OPERATOR"');
  await graph.ask(`{ customer(id: "${ANN}") { displayName } }`);
  const forProfile = String(graph.subgraph('profile').headers.at(-1)?.['x-rapport-statement']);
  expect(await post(good)).toBe(200);
  expect(await post()).toBe(401);
  expect(await post(`${Buffer.from(forged).toString('base64url')}.${signature}`)).toBe(401);
  expect(await post(forProfile)).toBe(401);
});

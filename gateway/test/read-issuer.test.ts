import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { readIssuer } from '../src/read-issuer.ts';

type Pages = Readonly<Record<string, unknown>>;

const EC = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'ec' };
const ALL = ['ES256', 'RS256', 'EdDSA'];

let pages: (url: string) => Pages;
let url: string;
const server = createServer((request, response: ServerResponse) => {
  const page = pages(url)[String(request.url)];
  if (page === undefined) response.writeHead(404).end();
  else if (page === SLOW) response.write('{');
  else if (page === ELSEWHERE) response.writeHead(302, { location: '/jwks' }).end();
  else response.end(typeof page === 'string' ? page : JSON.stringify(page));
});
const SLOW = Symbol('slow');
const ELSEWHERE = Symbol('elsewhere');
const dispatcher = new Agent({ maxResponseSize: 262_144 });

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await dispatcher.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const LATE_MS = 3_000;
const read = (algorithms = ALL, issuer = url) =>
  readIssuer(issuer, algorithms, { dispatcher, timeoutMs: LATE_MS, signal: new AbortController().signal });
const METADATA = '/.well-known/openid-configuration';
const withKeys = (keys: unknown) => (at: string) => ({
  [METADATA]: { issuer: at, jwks_uri: `${at}/jwks` },
  '/jwks': keys,
});

test('the keys of an issuer are read, and only those that verify one of the pinned signatures', async () => {
  const rsa = (bytes: number) => ({ kty: 'RSA', n: Buffer.alloc(bytes, 255).toString('base64url'), e: 'AQAB' });
  pages = withKeys({
    keys: [
      EC,
      { ...rsa(256), kid: 'rsa' },
      { kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'ed' },
      { ...rsa(128), kid: 'too short' },
      { ...rsa(256), kid: 'for secrets', use: 'enc' },
      { ...rsa(256), kid: 'another signature', alg: 'PS256' },
      { ...EC, kid: 'leaked', d: 'private' },
      { kty: 'EC', crv: 'P-521', x: 'x', y: 'y', kid: 'another curve' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'shared secret' },
      null,
    ].filter((key) => key !== null),
  });
  expect((await read()).keys.map(({ kid, alg }) => [kid, alg])).toEqual([
    ['ec', 'ES256'],
    ['rsa', 'RS256'],
    ['ed', 'EdDSA'],
  ]);
  expect((await read(['EdDSA'])).keys.map(({ kid }) => kid)).toEqual(['ed']);
});

test.each<[string, (at: string) => Pages, RegExp]>([
  ['nothing', () => ({}), /openid-configuration answered 404/],
  ['a page for people', () => ({ [METADATA]: '<html>Sign in</html>' }), /is not JSON/],
  ['a redirect', () => ({ [METADATA]: ELSEWHERE }), /answered 302/],
  ['an answer that never ends', () => ({ [METADATA]: SLOW }), /took longer than 3000 ms/],
  ['a megabyte', () => ({ [METADATA]: `"${'x'.repeat(1_000_000)}"` }), /cannot be read/],
  ['something else', () => ({ [METADATA]: ['nonsense'] }), /is not the metadata/],
  ['another issuer', (at) => ({ [METADATA]: { issuer: `${at}/`, jwks_uri: `${at}/jwks` } }), /is of another issuer/],
  ['keys in a file', (at) => ({ [METADATA]: { issuer: at, jwks_uri: 'file:///etc/passwd' } }), /is not the metadata/],
  ['keys that are no set', withKeys(['nonsense']), /is not a JSON Web Key Set/],
  ['a set without a key', withKeys({ keys: [] }), /holds no key for ES256/],
  ['a hundred and one keys', withKeys({ keys: Array.from({ length: 101 }, () => EC) }), /is not a JSON Web Key Set/],
  ['an unusable key alone', withKeys({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }), /holds no key/],
])('%s in place of its documents is refused, and said', async (_, given, complaint) => {
  pages = given;
  await expect(read()).rejects.toThrow(complaint);
});

test('an issuer with a path of its own is found below it', async () => {
  pages = (at) => ({
    [`/tenant${METADATA}`]: { issuer: `${at}/tenant/`, jwks_uri: `${at}/jwks` },
    '/jwks': { keys: [EC] },
  });
  expect((await read(ALL, `${url}/tenant/`)).keys).toHaveLength(1);
});

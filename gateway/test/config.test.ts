import { DOMAINS } from '@rapport/contracts';
import { SettingsError } from '@rapport/platform';
import { DEVELOPMENT_ISSUER, readConfig } from '../src/config.ts';
import { start } from '../src/main.ts';
import { startRealIssuer } from './real-issuer.ts';
import { tinyIssuer } from './tiny-graph.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const good = async () => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  PORT: '0',
  SUBGRAPH_URLS: DOMAINS.map((name, index) => `${name}=http://127.0.0.1:${5_000 + index}`).join(','),
  STATEMENT_KEYS: DOMAINS.map((name) => `${name}=${key}`).join(','),
  ISSUER_JWKS: (await tinyIssuer()).jwks,
});

const complaintsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
};

test('what is not set has a sensible value', async () => {
  const { PORT: _, ...rest } = await good();
  const config = readConfig(rest);
  expect(config).toMatchObject({
    PORT: 4_000,
    ISSUER_URL: DEVELOPMENT_ISSUER,
    AUDIENCE: 'rapport',
    QUERY_DEPTH_MAX: 12,
    BEHIND_PROXY: false,
  });
  expect(config.SUPERGRAPH_FILE).toMatch(/gateway\/supergraph\.graphql$/);
  expect(config.SUBGRAPH_URLS.get('profile')?.port).toBe('5000');
});

test('everything that is wrong is told at once', () => {
  const complaints = complaintsOf({
    NODE_ENV: 'production',
    CLOCK_OFFSET_MS: '5',
    SUBGRAPH_URLS: 'profile=ftp://x,profile=http://x,other=http://x,consent=http://x/graphql',
    STATEMENT_KEYS: `profile=short,consent=${key}`,
    ISSUER_JWKS: '{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b"}]}',
    OIDC_ISSUER: 'http://login.bank.example',
    OIDC_ALGORITHMS: 'ES256,HS256',
    OIDC_ROLE_NAMES: 'Tellers=teller',
    QUERY_DEPTH_MAX: '0',
  });
  for (const part of [
    /SUBGRAPH_URLS: "other" is no subgraph/,
    /SUBGRAPH_URLS: profile is there 2 times/,
    /SUBGRAPH_URLS: consent must be a URL without a path/,
    /SUBGRAPH_URLS: behavior is missing/,
    /STATEMENT_KEYS: profile must be 32 bytes/,
    /STATEMENT_KEYS: messaging is missing/,
    /QUERY_DEPTH_MAX/,
    /ISSUER_JWKS: the development issuer is refused in production/,
    /OIDC_ISSUER: must be an https URL in production/,
    /OIDC_ALGORITHMS.* must be some of ES256, RS256, EdDSA/,
    /OIDC_ROLE_NAMES: "Tellers=teller" must be name=role/,
    /OIDC_ISSUER: name the issuer of tokens.*not both/,
    /CLOCK_OFFSET_MS: is refused in production/,
  ]) {
    expect(complaints).toMatch(part);
  }
});

test('an issuer has to be named, and one only', async () => {
  const { ISSUER_JWKS, ...rest } = await good();
  expect(complaintsOf(rest)).toMatch(/OIDC_ISSUER: name the issuer/);
  expect(complaintsOf({ ...rest, ISSUER_JWKS: '{' })).toMatch(/ISSUER_JWKS: must be a JSON Web Key Set/);
  expect(complaintsOf({ ...rest, ISSUER_JWKS, OIDC_ISSUER: 'https://login.bank.example' })).toMatch(/not both/);
  expect(complaintsOf({ ...rest, OIDC_ISSUER: 'https://login.bank.example/?tenant=1' })).toMatch(/neither query/);
  const { OIDC_ROLE_NAMES } = readConfig({
    ...rest,
    OIDC_ISSUER: 'https://login.bank.example',
    OIDC_ROLE_NAMES: 'CN=Helpers=agent,Risk=risk-officer',
  });
  expect([...OIDC_ROLE_NAMES]).toEqual([
    ['CN=Helpers', 'AGENT'],
    ['Risk', 'RISK_OFFICER'],
  ]);
});

test('secrets do not stand in complaints', () => {
  expect(complaintsOf({ STATEMENT_KEYS: 'profile=hunter2' })).not.toMatch(/hunter2/);
});

test('the private part of a key is refused', async () => {
  const environment = await good();
  const jwks = { keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'private' }] };
  expect(complaintsOf({ ...environment, ISSUER_JWKS: JSON.stringify(jwks) })).toMatch(/private part/);
});

test('without a supergraph the gateway says how to make one', async () => {
  const environment = { ...(await good()), SUPERGRAPH_FILE: '/nowhere/supergraph.graphql' };
  await expect(start(environment)).rejects.toThrow(/npm run compose/);
});

test('in production nothing tells the shape of the graph, and the remedy is the real issuer', async () => {
  const issuer = await startRealIssuer();
  const { ISSUER_JWKS: _, ...rest } = await good();
  const running = await start({ ...rest, NODE_ENV: 'production', OIDC_ISSUER: issuer.url });
  const ask = async (query: string, token: string): Promise<string> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await fetch(`${running.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
  };
  try {
    const token = await issuer.token();
    expect(await ask('{ __schema { types { name } } }', token)).toMatch(/GRAPHQL_VALIDATION_FAILED/);
    expect(await ask('{ consentDeadLetter }', token)).not.toMatch(/Did you mean/);
    const development = await (await tinyIssuer()).token();
    expect(await ask('{ __typename }', development)).toMatch(new RegExp(`ask ${issuer.url} for one`));
  } finally {
    await running.stop();
    await issuer.stop();
  }
});

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider } from 'oidc-provider';

const CLIENT = { id: 'app', secret: 'a secret that is only for this test' };

type Algorithm = 'ES256' | 'RS256' | 'EdDSA';
type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

export const signingKey = async (kid: string, alg: Algorithm = 'ES256'): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' };
};

const providerAt = (
  url: string,
  { keys, alg, claims }: { keys: readonly JWK[]; alg: Algorithm; claims: Record<string, unknown> },
) => {
  const provider = new Provider(url, {
    jwks: { keys: keys.map((key) => ({ ...key })) as never },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: alg,
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'https://rapport.example',
        getResourceServerInfo: () => ({
          scope: 'read',
          audience: 'rapport',
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    extraTokenClaims: () => claims,
  });
  return provider.callback();
};

/** A real OpenID Connect issuer on a free port, whose keys can be changed and which can be taken away. */
export const startRealIssuer = async (options: { alg?: Algorithm; claims?: Record<string, unknown> } = {}) => {
  const { alg = 'ES256', claims = { roles: ['agent'] } } = options;
  const requests: string[] = [];
  let handler: Handler = (_request, response) => response.writeHead(503).end();
  /** Answers instead of the issuer, for its documents alone or for everything. */
  let intercept: Handler | null = null;
  const server = createServer((request, response) => {
    requests.push(String(request.url));
    void (intercept ?? handler)(request, response);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const port = await listen(0);
  const url = `http://127.0.0.1:${port}`;
  let keys: readonly JWK[] = [];
  const useKeys = (next: readonly JWK[]): void => {
    keys = next;
    handler = providerAt(url, { keys, alg, claims });
  };
  useKeys([await signingKey('first', alg)]);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url,
    requests,
    useKeys,
    keys: () => keys,
    /** Lets something else answer; null gives the issuer its place back. */
    answerWith: (other: Handler | null) => {
      intercept = other;
    },
    /** A token by the client-credentials flow (RFC 6749, 4.4). */
    token: async (): Promise<string> => {
      const response = await fetch(`${url}/token`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const answer = (await response.json()) as { access_token?: string; error_description?: string };
      if (!answer.access_token) throw new Error(`no token: ${answer.error_description ?? response.status}`);
      return answer.access_token;
    },
    goAway: close,
    comeBack: () => listen(port),
    stop: close,
  };
};
export type RealIssuer = Awaited<ReturnType<typeof startRealIssuer>>;

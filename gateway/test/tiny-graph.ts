import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { DOMAINS, type Domain, STATEMENT_HEADER, type Statement } from '@rapport/contracts';
import { commonSchema, statementVerifier } from '@rapport/platform';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { type GraphQLError, graphql, parse } from 'graphql';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { composeSupergraph } from '../src/compose.ts';
import { DEVELOPMENT_ISSUER } from '../src/config.ts';
import { start } from '../src/main.ts';

/** A subgraph of a few fields that answers in this process, the way a service would. */
export type TinySubgraph = {
  readonly url: string;
  /** The statements of the calls it accepted, oldest first. */
  readonly statements: Statement[];
  /** The headers of the calls it was sent. */
  readonly headers: NodeJS.Dict<string | string[]>[];
  readonly http: FastifyInstance;
  /** Takes a call over before it is answered; undefined lets it through. */
  intercept: ((reply: FastifyReply) => Promise<FastifyReply | undefined>) | null;
  stop(): Promise<void>;
};

type Resolvers = NonNullable<Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']>;

export const startSubgraph = async (
  name: Domain,
  key: Uint8Array,
  { schema, resolvers, routes }: { schema: string; resolvers: Resolvers; routes?: (http: FastifyInstance) => void },
): Promise<TinySubgraph> => {
  const executable = buildSubgraphSchema({ typeDefs: parse(`${commonSchema()}\n${schema}`), resolvers });
  const http = fastify({ forceCloseConnections: true });
  const subgraph: Omit<TinySubgraph, 'url'> & { url: string } = {
    url: '',
    statements: [],
    headers: [],
    http,
    intercept: null,
    stop: () => http.close(),
  };
  http.post<{ Body: { query: string; variables?: Record<string, unknown>; operationName?: string } }>(
    '/graphql',
    async (request, reply) => {
      subgraph.headers.push(request.headers);
      const taken = await subgraph.intercept?.(reply);
      if (taken) return taken;
      const header = request.headers[STATEMENT_HEADER];
      try {
        const statement = statementVerifier([key], name)(String(header), new Date());
        subgraph.statements.push(statement);
      } catch {
        return reply.status(401).send({ success: false, code: 'UNAUTHENTICATED', message: 'ask the gateway' });
      }
      const { query, variables, operationName } = request.body;
      const { data, errors } = await graphql({
        schema: executable,
        source: query,
        ...(variables ? { variableValues: variables } : {}),
        ...(operationName ? { operationName } : {}),
      });
      return reply.send({ data, ...(errors ? { errors: errors.map((error: GraphQLError) => error.toJSON()) } : {}) });
    },
  );
  routes?.(http);
  await http.listen({ host: '127.0.0.1', port: 0 });
  subgraph.url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  return subgraph;
};

/** An issuer of tokens, with the keys that the gateway gets to know and those that it does not. */
export const tinyIssuer = async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  return {
    jwk,
    privateKey,
    jwks: JSON.stringify({ keys: [jwk] }),
    /** A good token, unless told otherwise. */
    token: (claims: Record<string, unknown> = {}, { expires = '5m' }: { expires?: string } = {}) =>
      new SignJWT({ sub: 'ann', roles: ['agent'], iss: DEVELOPMENT_ISSUER, aud: 'rapport', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setExpirationTime(expires)
        .sign(privateKey),
  };
};

/** A port on which nobody answers. */
export const NOWHERE = 'http://127.0.0.1:9';

export type Reply = {
  readonly status: number;
  readonly traceId: string | null;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
};

type TinyPart = Parameters<typeof startSubgraph>[2];

/** A gateway in front of tiny subgraphs; every service that is not given is nowhere. */
export const startTinyGraph = async (
  parts: Readonly<Partial<Record<Domain, TinyPart>>>,
  environment: Readonly<Record<string, string>> = {},
) => {
  const issuer = await tinyIssuer();
  const keys = new Map(DOMAINS.map((name) => [name, new Uint8Array(randomBytes(32))]));
  const keyOf = (name: Domain): Uint8Array => keys.get(name) ?? new Uint8Array();
  const subgraphs = new Map<Domain, TinySubgraph>();
  for (const name of DOMAINS) {
    const part = parts[name];
    if (part) subgraphs.set(name, await startSubgraph(name, keyOf(name), part));
  }
  const folder = mkdtempSync(join(tmpdir(), 'rapport-gateway-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const writeSupergraph = (changed: Readonly<Partial<Record<Domain, string>>> = {}) =>
    writeFileSync(
      supergraphFile,
      composeSupergraph(
        [...subgraphs.keys()].map((name) => ({ name, schema: changed[name] ?? parts[name]?.schema ?? '' })),
      ),
    );
  writeSupergraph();
  const stopSubgraphs = () => Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
  const gateway = await start({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    SUPERGRAPH_FILE: supergraphFile,
    SUBGRAPH_URLS: DOMAINS.map((name) => `${name}=${subgraphs.get(name)?.url ?? NOWHERE}`).join(','),
    STATEMENT_KEYS: DOMAINS.map((name) => `${name}=${Buffer.from(keyOf(name)).toString('base64url')}`).join(','),
    ...(environment['OIDC_ISSUER'] ? {} : { ISSUER_JWKS: issuer.jwks }),
    ...environment,
  }).catch(async (error: unknown) => {
    await stopSubgraphs();
    throw error;
  });
  const defaultToken = await issuer.token();
  return {
    url: gateway.url,
    issuer,
    keyOf,
    supergraphFile,
    writeSupergraph,
    subgraph: (name: Domain): TinySubgraph => {
      const found = subgraphs.get(name);
      if (!found) throw new Error(`the tiny graph has no ${name}`);
      return found;
    },
    /** Asks the graph; `token: null` sends none. */
    ask: async (
      query: string,
      {
        token = defaultToken,
        headers = {},
        variables,
      }: { token?: string | null; headers?: Record<string, string>; variables?: object } = {},
    ): Promise<Reply> => {
      const all = new Headers(headers);
      all.set('content-type', 'application/json');
      if (token) all.set('authorization', `Bearer ${token}`);
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: all, body });
      const answer = (await response.json()) as Omit<Reply, 'status' | 'traceId'>;
      return { ...answer, status: response.status, traceId: response.headers.get('x-trace-id') };
    },
    stop: async () => {
      await gateway.stop();
      await stopSubgraphs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type TinyGraph = Awaited<ReturnType<typeof startTinyGraph>>;

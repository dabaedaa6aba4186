// The peer: @apollo/gateway in @apollo/server as their documentation starts them, with the same two checks as ours, the
// client's token and the signed statement to each subgraph, and none of our limits. Run as a process; settings as JSON.

import { readFileSync } from 'node:fs';
import { ApolloGateway, type GraphQLDataSourceProcessOptions, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { STATEMENT_HEADER, type Viewer } from '@rapport/contracts';
import { signStatement } from '@rapport/testkit';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';

/** What the bench tells the peer. */
export type StockSettings = {
  readonly supergraphFile: string;
  readonly urls: Readonly<Record<string, string>>;
  /** Signing keys of the statements, base64url. */
  readonly keys: Readonly<Record<string, string>>;
  readonly jwks: JSONWebKeySet;
  readonly issuer: string;
  readonly audience: string;
  /** Milliseconds between the clock of the house and the machine's. */
  readonly clockOffsetMs: number;
};

type Context = { viewer: Viewer };

const settings = JSON.parse(process.argv[2] ?? '{}') as StockSettings;
const now = (): Date => new Date(Date.now() + settings.clockOffsetMs);
const keySet = createLocalJWKSet(settings.jwks);

class SigningDataSource extends RemoteGraphQLDataSource<Context> {
  readonly service: string;
  readonly key: Uint8Array;

  constructor(service: string) {
    super({ url: `${settings.urls[service]}/graphql` });
    this.service = service;
    this.key = new Uint8Array(Buffer.from(settings.keys[service]!, 'base64url'));
  }

  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
    const { viewer } = context;
    if (!viewer) return;
    const statement = signStatement(this.key, { viewer, audience: this.service, now: now() });
    request.http?.headers.set(STATEMENT_HEADER, statement);
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(settings.supergraphFile, 'utf8'),
  buildService: ({ name }) => new SigningDataSource(name),
});
const server = new ApolloServer<Context>({ gateway });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => {
    const token = req.headers.authorization?.slice('Bearer '.length) ?? '';
    const { issuer, audience } = settings;
    const { payload } = await jwtVerify(token, keySet, {
      issuer,
      audience,
      algorithms: ['ES256'],
      currentDate: now(),
    });
    const viewer: Viewer = { subject: String(payload.sub), roles: ['AGENT'], customerIds: [], scopes: [] };
    return { viewer };
  },
});
process.stdout.write(`${JSON.stringify({ url })}\n`);

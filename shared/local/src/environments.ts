import { join } from 'node:path';
import { REPOSITORY } from './config.ts';
import { modelPublicKey } from './model-public-key.ts';
import type { Secrets } from './secrets.ts';
import { SERVICES, type ServiceName } from './service-names.ts';
import { AUDIENCE, DEVELOPMENT_ISSUER, publicKeys } from './token.ts';

/** Where everything runs. */
export type Places = {
  readonly ports: Readonly<Record<ServiceName | 'gateway', number>>;
  readonly databaseUrls: Readonly<Record<ServiceName, string>>;
  readonly natsUrls: Readonly<Record<ServiceName, string>>;
  /** The front door, as clients and webhooks see it. */
  readonly publicUrl: string;
  /** Milliseconds between the clock of the house and the machine's. */
  readonly clockOffsetMs: number;
  readonly logLevel: string;
  /** The server that takes e-mail; null where there is none. */
  readonly smtpUrl: string | null;
};

/** From whom e-mails of a local house come: nobody's, `.example` never leads anywhere (RFC 2606). */
const MAIL_FROM = 'Rapport Bank <help@bank.example>';

/** What Node compiled once, types stripped, no later house compiles again: half of what loading a process costs. */
const COMPILE_CACHE = join(REPOSITORY, '.rapport', 'compile-cache');

const shared = ({ clockOffsetMs, logLevel }: Places) => ({
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  LOG_LEVEL: logLevel,
  CLOCK_OFFSET_MS: String(clockOffsetMs),
  NODE_COMPILE_CACHE: COMPILE_CACHE,
});

const bySource = (keys: Readonly<Record<string, string>>): string =>
  Object.entries(keys)
    .map(([source, key]) => `${source}:${key}`)
    .join(',');

/** What each service needs beside what all have: which keys it holds is which secrets it may know. */
const ownSettings = (
  service: ServiceName,
  secrets: Secrets,
  { publicUrl, smtpUrl }: Places,
): Record<string, string> => {
  const { contactPointKey, identifierKey, ingestKey, twilioAuthToken, unsubscribeKey, writeKeys } = secrets;
  switch (service) {
    case 'profile':
      return { INGEST_KEY: ingestKey, IDENTIFIER_KEY: identifierKey, CONTACT_POINT_KEY: contactPointKey };
    case 'behavior':
      return {
        INGEST_KEY: ingestKey,
        IDENTIFIER_KEY: identifierKey,
        WRITE_KEYS: bySource(writeKeys),
        SOURCE_SECRETS: bySource(secrets.sourceSecrets),
        MODEL_PUBLIC_KEYS: modelPublicKey(secrets.modelSigningKey),
      };
    case 'messaging':
      return {
        CONTACT_POINT_KEY: contactPointKey,
        TWILIO_AUTH_TOKEN: twilioAuthToken,
        PUBLIC_URL: publicUrl,
        SANDBOX: 'true',
        UNSUBSCRIBE_KEY: unsubscribeKey,
        ...(smtpUrl ? { SMTP_URL: smtpUrl, MAIL_FROM } : {}),
      };
    case 'partners':
      return { DEMO_CREDENTIAL: secrets.partnerCredential };
    default:
      return {};
  }
};

/** The whole environment of a service's process. */
export const serviceEnvironment = (service: ServiceName, secrets: Secrets, places: Places): Record<string, string> => ({
  ...shared(places),
  PORT: String(places.ports[service]),
  DATABASE_URL: places.databaseUrls[service],
  DATABASE_POOL_SIZE: '8',
  NATS_URL: places.natsUrls[service],
  STATEMENT_KEYS: secrets.statementKeys[service],
  MIGRATE_ON_START: 'true',
  ...ownSettings(service, secrets, places),
});

const perService = (value: (service: ServiceName) => string): string =>
  SERVICES.map((service) => `${service}=${value(service)}`).join(',');

/** The whole environment of the gateway's process. */
export const gatewayEnvironment = (secrets: Secrets, places: Places): Record<string, string> => ({
  ...shared(places),
  PORT: String(places.ports.gateway),
  SUBGRAPH_URLS: perService((service) => `http://127.0.0.1:${places.ports[service]}`),
  STATEMENT_KEYS: perService((service) => secrets.statementKeys[service]),
  ISSUER_JWKS: JSON.stringify(publicKeys(secrets.issuerKey)),
  ISSUER_URL: DEVELOPMENT_ISSUER,
  AUDIENCE,
});

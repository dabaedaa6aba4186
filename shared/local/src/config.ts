import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalError } from './local-error.ts';
import { SERVICES, type ServiceName } from './service-names.ts';

/** The root of the repository. */
export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** What a person may set for a local installation. */
export type LocalConfig = {
  /** The port of the front door. */
  readonly port: number;
  /** Where data, secrets and logs are kept. */
  readonly dataDir: string;
  /** The instant that it is to be, from which time runs on; null for the real one. */
  readonly now: Date | null;
  /** A NATS server of one's own instead of a local one. */
  readonly natsUrl: string | null;
  /** Databases of one's own instead of the embedded ones; all or none. */
  readonly databaseUrls: Readonly<Record<ServiceName, string>> | null;
  /** The nats-server binary to use. */
  readonly natsServer: string | undefined;
  /** The server that takes e-mail, such as a Mailpit of one's own; null for none. */
  readonly smtpUrl: string | null;
  readonly nodeEnv: string;
  readonly logLevel: string;
};

/** One of several processes that run in one: its file, and the environment that is its own. */
export type Part = { readonly entry: string; readonly environment: Readonly<Record<string, string>> };

/** Reads which processes are to run in this one, in the order in which they start. */
export const readTogether = (environment: NodeJS.ProcessEnv = process.env): Part[] =>
  JSON.parse(environment['TOGETHER'] ?? '[]') as Part[];

const wrong = (setting: string, message: string): LocalError =>
  new LocalError('UNSUPPORTED', `${setting} ${message}`, `correct ${setting} or leave it out`);

const databaseSetting = (service: ServiceName): string => `${service.toUpperCase()}_DATABASE_URL`;

const readDatabaseUrls = (environment: NodeJS.ProcessEnv): LocalConfig['databaseUrls'] => {
  const given = SERVICES.filter((service) => environment[databaseSetting(service)]);
  if (given.length === 0) return null;
  const missing = SERVICES.filter((service) => !given.includes(service)).map(databaseSetting);
  if (missing.length > 0) throw wrong(missing.join(', '), 'must be set too: databases of your own come all or none');
  return Object.fromEntries(given.map((service) => [service, environment[databaseSetting(service)]!])) as Record<
    ServiceName,
    string
  >;
};

const readSmtpUrl = ({ SMTP_URL: url }: NodeJS.ProcessEnv): string | null => {
  if (!url) return null;
  if (!/^smtps?:\/\/./.test(url)) throw wrong('SMTP_URL', 'must be smtp://host:port or smtps://…');
  return url;
};

/** Reads the settings of a local installation. @throws LocalError that names the setting that is wrong */
export function readLocalConfig(environment: NodeJS.ProcessEnv = process.env): LocalConfig {
  const port = Number(environment['PORT'] ?? 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw wrong('PORT', 'must be a port, 0 to 65535');
  const now = environment['RAPPORT_NOW'] ? new Date(environment['RAPPORT_NOW']) : null;
  if (now && Number.isNaN(now.getTime()))
    throw wrong('RAPPORT_NOW', 'must be an instant, such as 2026-03-02T11:00:00Z');
  const nodeEnv = environment['NODE_ENV'] ?? 'development';
  if (now && nodeEnv === 'production') throw wrong('RAPPORT_NOW', 'is refused in production');
  return {
    port,
    dataDir: resolve(REPOSITORY, environment['RAPPORT_DIR'] ?? '.rapport'),
    now,
    natsUrl: environment['NATS_URL'] ?? null,
    databaseUrls: readDatabaseUrls(environment),
    natsServer: environment['NATS_SERVER'],
    smtpUrl: readSmtpUrl(environment),
    nodeEnv,
    logLevel: environment['LOG_LEVEL'] ?? 'info',
  };
}

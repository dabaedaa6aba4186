// Writes the secrets of k8s/overlays/local, out of those of the local installation, so that one token fits both.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type LocalConfig, REPOSITORY, readLocalConfig } from '../config.ts';
import { gatewayEnvironment, type Places, serviceEnvironment } from '../environments.ts';
import { loadSecrets, type Secrets } from '../secrets.ts';
import { PROCESSES, SERVICES, type ServiceName } from '../service-names.ts';

/** The settings of a process that are secret, which its Secret holds under their own names. */
const SECRET_SETTINGS = [
  'CONTACT_POINT_KEY',
  'DATABASE_URL',
  'DEMO_CREDENTIAL',
  'IDENTIFIER_KEY',
  'INGEST_KEY',
  'ISSUER_JWKS',
  'MODEL_PUBLIC_KEYS',
  'SMTP_URL',
  'SOURCE_SECRETS',
  'STATEMENT_KEYS',
  'TWILIO_AUTH_TOKEN',
  'UNSUBSCRIBE_KEY',
  'WRITE_KEYS',
];

const perService = <T>(value: (service: ServiceName) => T): Record<ServiceName, T> =>
  Object.fromEntries(SERVICES.map((service) => [service, value(service)])) as Record<ServiceName, T>;

const lines = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const secretsOf = (environment: Readonly<Record<string, string>>): string =>
  lines(Object.fromEntries(Object.entries(environment).filter(([name]) => SECRET_SETTINGS.includes(name))));

/** The database's administrator exists in the cluster alone: kept in its file, made when there is none. */
const databasePassword = async (file: string): Promise<string> => {
  const kept = await readFile(file, 'utf8').catch(() => '');
  return /^admin=(\S+)$/m.exec(kept)?.[1] ?? randomBytes(24).toString('base64url');
};

const files = (secrets: Secrets, { logLevel, smtpUrl }: LocalConfig, admin: string): Record<string, string> => {
  const places: Places = {
    ports: { ...perService(() => 0), gateway: 0 },
    databaseUrls: perService((name) => `postgres://${name}:${secrets.databasePasswords[name]}@postgres:5432/${name}`),
    natsUrls: perService(() => ''),
    publicUrl: '',
    clockOffsetMs: 0,
    logLevel,
    smtpUrl,
  };
  const environmentOf = (name: (typeof PROCESSES)[number]) =>
    name === 'gateway' ? gatewayEnvironment(secrets, places) : serviceEnvironment(name, secrets, places);
  return {
    ...Object.fromEntries(PROCESSES.map((name) => [`${name}.env`, secretsOf(environmentOf(name))])),
    'nats-passwords.env': lines(secrets.natsPasswords),
    'postgres-passwords.env': lines({ admin, ...secrets.databasePasswords }),
  };
};

/**
 * Writes one file per Secret into `folder`, mode 600; repeating it writes the same.
 * @throws LocalError when the secrets of the installation cannot be read
 */
export const writeClusterSecrets = async (folder: string, config: LocalConfig): Promise<void> => {
  const secrets = await loadSecrets(config.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const admin = await databasePassword(join(folder, 'postgres-passwords.env'));
  for (const [name, text] of Object.entries(files(secrets, config, admin))) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
};

if (import.meta.main) {
  const folder = resolve(process.argv[2] ?? join(REPOSITORY, 'k8s', 'overlays', 'local', 'secrets'));
  await writeClusterSecrets(folder, readLocalConfig());
  console.log(`the secrets of the local cluster are in ${folder}`);
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { LocalError } from './local-error.ts';
import { PROCESSES, type ProcessName, SERVICES, type ServiceName } from './service-names.ts';

/** The sources whose definitions behavior ships. */
export const EXAMPLE_SOURCES = [
  'crm',
  'loan-origination',
  'loan-servicing',
  'billing',
  'plaid',
  'berlin-group',
] as const;
export type ExampleSource = (typeof EXAMPLE_SOURCES)[number];

/** Everything that is secret in a local installation; all strings are base64url without padding. */
export interface Secrets {
  readonly databasePasswords: Readonly<Record<ServiceName, string>>;
  /** `admin` may do everything; the processes only what their permissions say. */
  readonly natsPasswords: Readonly<Record<ProcessName | 'admin', string>>;
  /** 32 bytes each: with which the gateway signs for one subgraph who is asking. */
  readonly statementKeys: Readonly<Record<ServiceName, string>>;
  /** 32 bytes: encrypts the payloads of the INGEST stream. */
  readonly ingestKey: string;
  /** 32 bytes: makes contact-point ids out of addresses. */
  readonly contactPointKey: string;
  /** 32 bytes: makes the HMAC under which behavior keeps identifiers. */
  readonly identifierKey: string;
  /** With which the demo's own app and its partner write to /v1/*. */
  readonly writeKeys: Readonly<Record<'demo' | 'partner', string>>;
  /** With which the example sources sign what they send to /sources/*. */
  readonly sourceSecrets: Readonly<Record<ExampleSource, string>>;
  /** With which the demo's partner listens to /partner/events. */
  readonly partnerCredential: string;
  readonly twilioAuthToken: string;
  /** 32 bytes: signs the unsubscribe links of e-mails. */
  readonly unsubscribeKey: string;
  /** 32 bytes: the private key (Ed25519) that signs learnt models. */
  readonly modelSigningKey: string;
  /** The private key (P-256, ES256) of the development issuer, with its `kid`. */
  readonly issuerKey: JWK;
}

const FILE = 'secrets.json';
const KEY_BYTES = 32;
const PASSWORD_BYTES = 24;

type Json = Readonly<Record<string, unknown>>;

/**
 * The secrets of the installation in `dir`: made once and kept in `<dir>/secrets.json`, mode 600. What a newer version
 * needs in addition is added. Throws `DATA_DAMAGED` when the file cannot be understood: new secrets would not fit the
 * data that was made with the old ones.
 */
export async function loadSecrets(dir: string): Promise<Secrets> {
  const file = join(dir, FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  const kept = text === null ? {} : parse(text, file);
  const read = reader(kept, file);
  const secrets: Secrets = {
    databasePasswords: read.group('databasePasswords', SERVICES, PASSWORD_BYTES),
    natsPasswords: read.group('natsPasswords', [...PROCESSES, 'admin'], PASSWORD_BYTES),
    statementKeys: read.group('statementKeys', SERVICES, KEY_BYTES),
    ingestKey: read.one('ingestKey', KEY_BYTES),
    contactPointKey: read.one('contactPointKey', KEY_BYTES),
    identifierKey: read.one('identifierKey', KEY_BYTES),
    writeKeys: read.group('writeKeys', ['demo', 'partner'], PASSWORD_BYTES),
    sourceSecrets: read.group('sourceSecrets', EXAMPLE_SOURCES, PASSWORD_BYTES),
    partnerCredential: read.one('partnerCredential', KEY_BYTES),
    twilioAuthToken: read.one('twilioAuthToken', PASSWORD_BYTES),
    unsubscribeKey: read.one('unsubscribeKey', KEY_BYTES),
    modelSigningKey: read.one('modelSigningKey', KEY_BYTES),
    issuerKey: kept['issuerKey'] === undefined ? await makeIssuerKey() : await checkIssuerKey(kept['issuerKey'], file),
  };
  const written = `${JSON.stringify(secrets, null, 2)}\n`;
  if (written !== text) await write(dir, file, written);
  return secrets;
}

function parse(text: string, file: string): Json {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) return parsed;
  } catch {
    // Told below, the same way: the text may hold secrets and is never quoted.
  }
  throw damaged(file, 'it is no JSON object');
}

interface SecretReader {
  one(name: string, bytes: number): string;
  group<Name extends string>(name: string, members: readonly Name[], bytes: number): Readonly<Record<Name, string>>;
}

/** Takes what is there and right, makes what is missing, refuses what is there and wrong. */
function reader(kept: Json, file: string): SecretReader {
  const take = (value: unknown, path: string, bytes: number): string => {
    if (value === undefined) return randomBytes(bytes).toString('base64url');
    if (typeof value !== 'string' || !/^[\w-]+$/.test(value) || Buffer.from(value, 'base64url').length !== bytes) {
      throw damaged(file, `${path} is not ${bytes} bytes in base64url`);
    }
    return value;
  };
  return {
    one: (name, bytes) => take(kept[name], name, bytes),
    group: <Name extends string>(name: string, members: readonly Name[], bytes: number) => {
      const group = kept[name] ?? {};
      if (!isObject(group)) throw damaged(file, `${name} is no object`);
      const entries = members.map((member) => [member, take(group[member], `${name}.${member}`, bytes)] as const);
      return Object.fromEntries(entries) as Record<Name, string>;
    },
  };
}

async function makeIssuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'ES256', use: 'sig' };
}

async function checkIssuerKey(value: unknown, file: string): Promise<JWK> {
  const key: JWK = isObject(value) ? value : {};
  if (key.kty !== 'EC' || key.crv !== 'P-256' || typeof key.d !== 'string' || typeof key.kid !== 'string') {
    throw damaged(file, 'issuerKey is no private P-256 key with a kid');
  }
  await importJWK(key, 'ES256').catch(() => {
    throw damaged(file, 'issuerKey cannot be used');
  });
  return key;
}

/** Written whole or not at all: a crash half way must not lose the only copy. */
async function write(dir: string, file: string, text: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, file);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(file: string, why: string): LocalError {
  return new LocalError('DATA_DAMAGED', `the secrets in ${file} cannot be used: ${why}`, 'npm start -- --fresh');
}

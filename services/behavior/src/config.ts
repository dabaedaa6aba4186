import { createPublicKey } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Environment, keySetting, readSettings, refuseInProduction, serviceSettings } from '@rapport/platform';
import { z } from 'zod';

const WRITE_KEY = /^([a-z][a-z0-9-]{0,31}):([\x21-\x2b\x2d-\x7e]{8,128})$/;
const WRITE_KEYS_FORM = 'must be source:key,source:key; a source is lower-case, a key has 8 to 128 characters';

/** One source may have several keys while they are rotated; one key belongs to one source. */
const writeKeys = z
  .string(WRITE_KEYS_FORM)
  .transform((text) => text.split(',').map((pair) => WRITE_KEY.exec(pair.trim())))
  .refine((pairs) => pairs.every((pair) => pair !== null), WRITE_KEYS_FORM)
  .transform((pairs) => new Map(pairs.map((pair) => [pair![2]!, pair![1]!])))
  .refine((keys) => keys.size > 0, WRITE_KEYS_FORM);

const SOURCE_SECRET = /^([a-z][a-z0-9-]{0,31}):([\x21-\x2b\x2d-\x7e]{24,256})$/;
const SOURCE_SECRETS_FORM =
  'must be source:secret,source:secret; a secret has 24 to 256 characters, and a source two at most';

const MANY = 2;

/** Two secrets of one source hold while they are rotated. */
const sourceSecrets = z
  .string()
  .default('')
  .transform((text) => (text === '' ? [] : text.split(',')).map((pair) => SOURCE_SECRET.exec(pair.trim())))
  .refine((pairs) => pairs.every((pair) => pair !== null), SOURCE_SECRETS_FORM)
  .transform((pairs) => {
    const named = Map.groupBy(pairs, (pair) => pair[1]!);
    return new Map([...named].map(([source, of]) => [source, of.map((pair) => pair[2]!)]));
  })
  .refine((named) => [...named.values()].every(({ length }) => length <= MANY), SOURCE_SECRETS_FORM);

const SOURCE_JWKS_FORM =
  'must be JSON: {"source": {"keys": [{"kid": …, "kty": "EC", "crv": "P-256", "x": …, "y": …}]}}';

const publicKey = z
  .looseObject({ kid: z.string().min(1), kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })
  .transform(({ kid, kty, crv, x, y }) => ({ kid, kty, crv, x, y }))
  .refine((key) => {
    try {
      return createPublicKey({ key, format: 'jwk' }).asymmetricKeyType === 'ec';
    } catch {
      // A point that is not on the curve is told like any other wrong key.
      return false;
    }
  });

/** Public keys by which a source's signatures are checked, several while they are rotated. */
const sourceJwks = z
  .string()
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: SOURCE_JWKS_FORM });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.object({ keys: z.array(publicKey).min(1) }), SOURCE_JWKS_FORM))
  .transform((named) => new Map(Object.entries(named).map(([source, { keys }]) => [source, keys])));

const MODEL_KEYS_FORM = 'must be Ed25519 public keys of 32 bytes, base64url, separated by commas';

/** Public keys by which learnt models are checked, several while they are rotated; none: no model is ever taken. */
const modelKeys = z
  .string()
  .default('')
  .transform((text, context) => {
    try {
      const keys = text === '' ? [] : text.split(',');
      return keys.map((key) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.trim() }, format: 'jwk' }));
    } catch {
      context.addIssue({ code: 'custom', message: MODEL_KEYS_FORM });
      return z.NEVER;
    }
  });

const SHIPPED_SOURCES = fileURLToPath(new URL('../sources', import.meta.url));

/** Behavior's own settings, beside those of every service. */
export const behaviorSettings = serviceSettings.extend({
  INGEST_KEY: keySetting.describe('Encrypts raw calls on INGEST; the same for profile and behavior.'),
  IDENTIFIER_KEY: keySetting.describe('Hashes identifiers; the same for profile and behavior.'),
  WRITE_KEYS: writeKeys.describe('Who may send: source:key,source:key.'),
  INGEST_PENDING_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .default(10_000)
    .describe('How many messages of raw calls may wait before senders are told to come later.'),
  SOURCES_DIR: z.string().min(1).optional().describe('Where the definitions of sources are.'),
  SOURCE_SECRETS: sourceSecrets.describe('What sources sign with: source:secret,source:secret.'),
  SOURCE_JWKS: sourceJwks.describe('Public keys of sources that sign with a private one.'),
  MODEL_PUBLIC_KEYS: modelKeys.describe('Public keys by which learnt models are checked.'),
});

export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(behaviorSettings, environment);
  refuseInProduction(config);
  const { SOURCES_DIR, SOURCE_SECRETS, SOURCE_JWKS, ...rest } = config;
  return {
    ...rest,
    sources: {
      folder: SOURCES_DIR ?? SHIPPED_SOURCES,
      /** Of the examples that are shipped, those are open that have what they are recognised by. */
      isShipped: SOURCES_DIR === undefined,
      secrets: SOURCE_SECRETS,
      jwks: SOURCE_JWKS,
    },
  };
};

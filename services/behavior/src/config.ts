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
});

export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(behaviorSettings, environment);
  refuseInProduction(config);
  return config;
};

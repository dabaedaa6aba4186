import { z } from 'zod';

/** An environment: what `config.ts` of a process passes in. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are wrong; the message lists every one of them, with what it should be. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads and checks all settings of a process at once. @throws SettingsError that names every wrong one */
export const readSettings = <S extends z.ZodType>(schema: S, environment: Environment): z.output<S> => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new SettingsError(`these settings are missing or wrong:\n${lines.join('\n')}`);
};

/** A secret key of at least 32 bytes, base64url. */
export const keySetting = z
  .string('must be 32 bytes or more, base64url')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
  .refine((bytes) => bytes.length >= 32, 'must be 32 bytes or more, base64url');

/** One or two keys, separated by a comma: the first signs, both are accepted while keys are rotated. */
export const keyListSetting = z
  .string('must be one or two keys of 32 bytes or more, base64url, separated by a comma')
  .transform((text) => text.split(','))
  .pipe(z.array(keySetting).min(1).max(2));

/** The settings of every process. */
export const processSettings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production').describe('What kind of run it is.'),
  HOST: z.string().default('127.0.0.1').describe('The address to listen on.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0).describe('The port to listen on; 0 takes a free one.'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
  CLOCK_OFFSET_MS: z.coerce
    .number()
    .int()
    .default(0)
    .describe('Milliseconds added to the clock, so that a story can play at a fixed instant. Not in production.'),
});

/** The settings of every service, beside its own. */
export const serviceSettings = processSettings.extend({
  DATABASE_URL: z.url('must be a PostgreSQL URL').describe("The service's own PostgreSQL database."),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(3).max(100).default(10).describe('Connections to the database.'),
  NATS_URL: z.url('must be a NATS URL').describe("The NATS server, with the service's own user and password."),
  STATEMENT_KEYS: keyListSetting.describe("Keys of the gateway's signed statements for this service."),
  MIGRATE_ON_START: z.stringbool().default(false).describe('Whether to migrate the database before starting.'),
});
export type ServiceSettings = z.output<typeof serviceSettings>;

/** @throws SettingsError where a setting that helps development is used in production */
export const refuseInProduction = (settings: { NODE_ENV: string; CLOCK_OFFSET_MS: number }): void => {
  if (settings.NODE_ENV === 'production' && settings.CLOCK_OFFSET_MS !== 0) {
    throw new SettingsError('these settings are missing or wrong:\n  CLOCK_OFFSET_MS: is refused in production');
  }
};

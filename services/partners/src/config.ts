import { type Environment, readSettings, refuseInProduction, SettingsError, serviceSettings } from '@rapport/platform';
import { z } from 'zod';

const settings = serviceSettings.extend({
  HEARTBEAT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(20_000)
    .default(10_000)
    .describe('How long a stream is silent before a comment says that it lives.'),
  STALL_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(300_000)
    .default(30_000)
    .describe('How long a partner may leave what was written unread before the connection is closed.'),
  STREAMS_PER_PARTNER: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(4)
    .describe('Streams that one partner may have open at this process.'),
  DEMO_CREDENTIAL: z
    .string()
    .min(32, 'must have 32 characters or more')
    .optional()
    .describe('Credential of a partner named Demo, made at start. Not in production.'),
});

/** Everything that can be set about partners. */
export type Config = z.output<typeof settings>;

/** Reads all settings. @throws SettingsError that names every wrong one */
export const readConfig = (environment: Environment = process.env): Config => {
  const config = readSettings(settings, environment);
  refuseInProduction(config);
  if (config.NODE_ENV === 'production' && config.DEMO_CREDENTIAL !== undefined) {
    throw new SettingsError('these settings are missing or wrong:\n  DEMO_CREDENTIAL: is refused in production');
  }
  return config;
};

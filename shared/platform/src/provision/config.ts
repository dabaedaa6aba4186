import { z } from 'zod';
import { type Environment, processSettings, readSettings } from '../settings.ts';

const provisionSettings = processSettings.pick({ LOG_LEVEL: true }).extend({
  NATS_URL: z.url('must be a NATS URL').describe('The NATS server, with the user and password of its administrator.'),
  STREAM_REPLICAS: z.coerce
    .number()
    .int()
    .refine((count) => [1, 3, 5].includes(count), 'must be 1, 3 or 5: an even number tolerates no more failures')
    .default(1)
    .describe('How many servers keep each stream.'),
  STREAM_BYTES_MAX: z.coerce
    .number()
    .int()
    .min(1_048_576)
    .default(Number.MAX_SAFE_INTEGER)
    .describe('A bound on the bytes of each stream, below its declared one.'),
});

/** Reads the settings of provisioning. @throws SettingsError that names every wrong one */
export const readConfig = (environment: Environment = process.env) => readSettings(provisionSettings, environment);

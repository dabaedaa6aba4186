import { type Environment, readSettings, refuseInProduction, serviceSettings } from '@rapport/platform';
import { z } from 'zod';

const HOUR_MS = 3_600_000;

/** The settings of decisioning, beside those of every service. */
const decisioningSettings = serviceSettings.extend({
  TRIGGER_MAX_AGE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(48 * HOUR_MS)
    .describe('How old the newest fact may be, in milliseconds, to set off a decision; older facts are history.'),
});

export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(decisioningSettings, environment);
  refuseInProduction(config);
  return config;
};

import { type Environment, readSettings, refuseInProduction, serviceSettings } from '@rapport/platform';
import { z } from 'zod';

const settings = serviceSettings.extend({
  OFREP_KEYS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((key) => key !== ''))
    .pipe(z.array(z.string().min(16, 'must be keys of 16 characters or more, separated by commas')))
    .describe('Keys with which applications may evaluate flags over HTTP; without any, nobody may.'),
});

/** Experimentation has the settings of every service and the keys of OFREP. */
export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(settings, environment);
  refuseInProduction(config);
  return config;
};

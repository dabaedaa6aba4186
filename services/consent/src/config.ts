import { type Environment, readSettings, refuseInProduction, serviceSettings } from '@rapport/platform';

/** Consent has the settings of every service and none of its own. */
export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(serviceSettings, environment);
  refuseInProduction(config);
  return config;
};

import { type Environment, keySetting, readSettings, refuseInProduction, serviceSettings } from '@rapport/platform';

/** The settings of profile: those of every service, and the keys of what it alone may know. */
const profileSettings = serviceSettings.extend({
  INGEST_KEY: keySetting.describe('Decrypts raw calls; shared with behavior.'),
  IDENTIFIER_KEY: keySetting.describe('Hashes identifiers, so that others can recognise them; shared with behavior.'),
  CONTACT_POINT_KEY: keySetting.describe('Makes ids of contact points; shared with consent and messaging.'),
});

/** Reads every setting of profile. @throws SettingsError that names every wrong one */
export const readConfig = (environment: Environment = process.env) => {
  const config = readSettings(profileSettings, environment);
  refuseInProduction(config);
  return config;
};

import type { Log } from '@rapport/platform';
import { type Config, DEVELOPMENT_ISSUER } from './config.ts';
import { fixedKeys, issuerKeys } from './issuer-keys.ts';
import type { Issuer } from './viewer-identifier.ts';

/** The issuer that the settings name: one that is found by discovery, or the development issuer with its keys. */
export const openIssuer = (config: Config, log: Log): Issuer => {
  const { OIDC_ISSUER: url, ISSUER_JWKS: jwks, ISSUER_URL } = config;
  const shared = {
    audience: config.AUDIENCE,
    toleranceSeconds: config.CLOCK_TOLERANCE_SECONDS,
    roleOf: config.OIDC_ROLE_NAMES,
    rolesClaim: config.OIDC_ROLES_CLAIM,
    customersClaim: config.OIDC_CUSTOMERS_CLAIM,
  };
  if (url !== undefined) {
    const algorithms = config.OIDC_ALGORITHMS;
    const keys = issuerKeys({
      issuer: url,
      algorithms,
      timeoutMs: config.OIDC_TIMEOUT_MS,
      refreshMs: config.OIDC_REFRESH_SECONDS * 1_000,
      log,
    });
    return { ...shared, url, algorithms, keys, remedy: `ask ${url} for one` };
  }
  if (!jwks) throw new Error('the settings name no issuer');
  const remedy = ISSUER_URL === DEVELOPMENT_ISSUER ? 'npm run token prints one' : `ask ${ISSUER_URL} for one`;
  return { ...shared, url: ISSUER_URL, algorithms: ['ES256'], keys: fixedKeys(jwks), remedy };
};

import type { SourceSignature } from '@rapport/contracts';
import { verifyHmac } from './signatures/hmac-sha256.ts';
import { verifyPlaidJwt } from './signatures/plaid-jwt.ts';
import type { SignatureFault, SignedRequest, SourceKeys } from './signatures/signed-request.ts';
import { verifyStandardWebhook } from './signatures/standard-webhooks.ts';

const verifyOne = (scheme: SourceSignature, keys: SourceKeys, request: SignedRequest): SignatureFault | null => {
  switch (scheme.scheme) {
    case 'standard-webhooks':
      return verifyStandardWebhook(keys.secrets, request);
    case 'hmac-sha256':
      return verifyHmac(scheme, keys.secrets, request);
    default:
      return verifyPlaidJwt(keys.jwks, request);
  }
};

/** What is wrong with a request's signature; null where one of the source's schemes holds. */
export const verifySignature = (
  schemes: readonly SourceSignature[],
  keys: SourceKeys,
  request: SignedRequest,
): SignatureFault | null => {
  const faults = schemes.map((scheme) => verifyOne(scheme, keys, request));
  if (faults.includes(null)) return null;
  return faults.find((fault) => fault !== 'MISSING') ?? 'MISSING';
};

/** Whether a source has what it needs to be recognised by at least one of its schemes. */
export const canVerify = (schemes: readonly SourceSignature[], { secrets, jwks }: SourceKeys): boolean =>
  schemes.some(({ scheme }) => (scheme === 'plaid-jwt' ? jwks : secrets).length > 0);

/** How a source is to sign, in words. */
export const wordsFor = (schemes: readonly SourceSignature[]): string =>
  schemes
    .map((one) => {
      switch (one.scheme) {
        case 'standard-webhooks':
          return 'webhook-id, webhook-timestamp and webhook-signature as Standard Webhooks says';
        case 'hmac-sha256': {
          const signed = one.timestampHeader
            ? `the time of ${one.timestampHeader}, a point and the body`
            : 'the raw body';
          return `${one.header} with ${one.prefix}${one.encoding} of HMAC-SHA256 over ${signed}`;
        }
        default:
          return 'Plaid-Verification as Plaid sends it';
      }
    })
    .join(', or ');

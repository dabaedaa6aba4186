import type { JSONWebKeySet, JWK } from 'jose';
import { z } from 'zod';
import { type DocumentRequest, fetchDocument } from './fetch-document.ts';

/** The part of an issuer's metadata that counts here (OpenID Connect Discovery 1.0, section 3). */
const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(100) });

const text = z.string().max(2_048);
const RSA_BYTES_MIN = 256;
/** A key that can verify one of the signatures; shared secrets and private parts are not among them. */
const usableKey = z.intersection(
  z.object({
    kid: text.optional(),
    alg: text.optional(),
    use: z.literal('sig').optional(),
    d: z.undefined().optional(),
  }),
  z.discriminatedUnion('kty', [
    z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: text, y: text }),
    z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: text }),
    z.object({
      kty: z.literal('RSA'),
      n: text.refine((modulus) => Buffer.from(modulus, 'base64url').length >= RSA_BYTES_MIN),
      e: text,
    }),
  ]),
);

const SIGNATURE_OF = { EC: 'ES256', RSA: 'RS256', OKP: 'EdDSA' } as const;

const keyFor =
  (algorithms: readonly string[]) =>
  (candidate: unknown): JWK[] => {
    const parsed = usableKey.safeParse(candidate);
    if (!parsed.success) return [];
    const { alg, ...key } = parsed.data;
    const signature = SIGNATURE_OF[key.kty];
    if (!algorithms.includes(signature) || (alg !== undefined && alg !== signature)) return [];
    return [{ ...key, alg: signature }];
  };

/** Where an issuer's metadata stands: below the issuer's own path (section 4). */
const metadataUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/**
 * Reads the keys with which an issuer signs: its metadata, then its JSON Web Key Set (RFC 7517). Keys for other
 * purposes are left out.
 * @throws Error that says which document is wrong, and how
 */
export const readIssuer = async (
  issuer: string,
  algorithms: readonly string[],
  request: DocumentRequest,
): Promise<JSONWebKeySet> => {
  const url = metadataUrl(issuer);
  const found = metadata.safeParse(await fetchDocument(url, request));
  if (!found.success) throw new Error(`${url} is not the metadata of an OpenID Connect issuer`);
  // Otherwise one tenant of a shared host could speak for another.
  if (found.data.issuer !== issuer) throw new Error(`${url} is of another issuer: OIDC_ISSUER must be its exact text`);
  const { jwks_uri: keysUrl } = found.data;
  if (issuer.startsWith('https:') && !keysUrl.startsWith('https:')) throw new Error(`${keysUrl} is not https`);
  const set = keySet.safeParse(await fetchDocument(keysUrl, request));
  if (!set.success) throw new Error(`${keysUrl} is not a JSON Web Key Set`);
  const keys = set.data.keys.flatMap(keyFor(algorithms));
  if (keys.length === 0) throw new Error(`${keysUrl} holds no key for ${algorithms.join(', ')}`);
  return { keys };
};

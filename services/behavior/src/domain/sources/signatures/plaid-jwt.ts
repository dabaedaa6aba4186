import { createHash, createPublicKey, verify } from 'node:crypto';
import { isEqual, isFresh, type SignatureFault, type SignedRequest, type SourceKeys } from './signed-request.ts';

const readPart = (part: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    // Not JSON is not signed by Plaid, whatever it is.
    return null;
  }
};

/**
 * Plaid's webhooks: the header `Plaid-Verification` is a JWT by ES256 whose `request_body_sha256` is that of the body
 * and whose `iat` lies at most five minutes back. Any other algorithm is refused before a key is looked for.
 */
export const verifyPlaidJwt = (
  jwks: SourceKeys['jwks'],
  { body, headerOf, now }: SignedRequest,
): SignatureFault | null => {
  const token = headerOf('plaid-verification');
  if (!token) return 'MISSING';
  const parts = token.split('.');
  const [head = '', claims = '', signature = ''] = parts;
  const header = readPart(head);
  const key = jwks.find(({ kid }) => kid !== undefined && kid === header?.['kid']);
  if (parts.length !== 3 || header?.['alg'] !== 'ES256' || !key) return 'WRONG';
  const publicKey = { key: createPublicKey({ key: { ...key }, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  const bytes = Buffer.from(signature, 'base64url');
  const isSigned = verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, bytes);
  if (!isSigned || bytes.toString('base64url') !== signature) return 'WRONG';
  const said = readPart(claims);
  if (typeof said?.['iat'] !== 'number' || !isFresh(said['iat'], now)) return 'STALE';
  const wanted = createHash('sha256').update(body).digest('hex');
  return isEqual(String(said['request_body_sha256']), wanted) ? null : 'WRONG';
};

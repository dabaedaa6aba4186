import { importJWK, type JWK, SignJWT } from 'jose';

/** Who the development issuer says its tokens are from, and for whom. */
export const DEVELOPMENT_ISSUER = 'http://localhost/rapport-development';
export const AUDIENCE = 'rapport';

/** The roles as they stand in a token: lower case, with dashes. */
export const TOKEN_ROLES = [
  'customer',
  'delegate',
  'agent',
  'supervisor',
  'analyst',
  'marketer',
  'risk-officer',
  'compliance-officer',
  'privacy-officer',
  'operator',
  'partner',
  'service',
] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** Whom a token is for: a customer or delegate acts for the customers named, everybody else for the bank. */
export type TokenRequest = {
  readonly role: TokenRole;
  /** For a customer their own id; for staff the person, `<role>-1` where left out. */
  readonly subject?: string | undefined;
  /** The customers that a delegate acts for. */
  readonly customers?: readonly string[];
  readonly now: Date;
};

const VALID_SECONDS = 12 * 3_600;

/** Signs a token of the development issuer (ES256), valid for twelve hours. */
export async function signToken(issuerKey: JWK, { role, subject, customers, now }: TokenRequest): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const actsFor = customers ?? (role === 'customer' && subject ? [subject] : []);
  return new SignJWT({ roles: [role], customers: actsFor })
    .setProtectedHeader({ alg: 'ES256', kid: String(issuerKey.kid), typ: 'JWT' })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject ?? `${role}-1`)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + VALID_SECONDS)
    .sign(await importJWK(issuerKey, 'ES256'));
}

/** The public half of the issuer's key, as a JWKS. */
export function publicKeys({ kty, crv, x, y, kid }: JWK): { keys: JWK[] } {
  return { keys: [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }] };
}

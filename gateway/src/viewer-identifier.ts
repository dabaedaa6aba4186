import type { IncomingHttpHeaders } from 'node:http';
import { customerId, RapportError, type Role, type Viewer, viewer } from '@rapport/contracts';
import type { Clock } from '@rapport/platform';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { duplicateMember } from './duplicate-member.ts';
import type { KeySource } from './issuer-keys.ts';
import { verifiedViewers } from './verified-viewers.ts';

/** Whose tokens are believed, and how they are read. */
export type Issuer = {
  /** The `iss` and `aud` of its tokens. */
  readonly url: string;
  readonly audience: string;
  readonly keys: KeySource;
  /** The signatures that its tokens may have. */
  readonly algorithms: readonly string[];
  /** How far its clock and ours may differ, seconds. */
  readonly toleranceSeconds: number;
  /** Names of claims; a name with dots leads into objects where no claim has the whole name. */
  readonly rolesClaim: string;
  readonly customersClaim: string;
  /** The roles by the names that it gives them. */
  readonly roleOf: ReadonlyMap<string, Role>;
  /** What somebody without a valid token is told to do. */
  readonly remedy: string;
};

/** The longest token, characters; Node reads 16 kB of headers in all. */
const TOKEN_CHARS_MAX = 8_192;

/** The header in which a person says why personal data is read. */
export const REASON_HEADER = 'x-rapport-reason';
const REASON_MAX = 200;

const claims = z.object({
  sub: z.string().min(1).max(256),
  // An issuer may list all groups of a person; those that are no role of the house grant nothing.
  roles: z.array(z.string().max(256)).max(500),
  customers: z.array(customerId).max(100).default([]),
  scope: z.string().max(4_000).default(''),
});

const reasonOf = (headers: IncomingHttpHeaders): string | undefined => {
  const reason = String(headers[REASON_HEADER] ?? '').trim();
  if (reason.length <= REASON_MAX) return reason || undefined;
  throw new RapportError('INVALID_INPUT', `${REASON_HEADER} may have ${REASON_MAX} characters`);
};

/** A claim by its name, or by a path such as `realm_access.roles`. */
const claimOf = (payload: JWTPayload, name: string): unknown => {
  const member = (from: unknown, key: string): unknown =>
    typeof from === 'object' && from !== null && Object.hasOwn(from, key) ? Reflect.get(from, key) : undefined;
  return member(payload, name) ?? name.split('.').reduce<unknown>(member, payload);
};

/** Refuses what two readers could read differently: a member that stands twice in the header or the claims. */
const requireUnambiguous = (token: string): void => {
  const parts = token.split('.').slice(0, 2);
  const twice = parts
    .map((part) => duplicateMember(Buffer.from(part, 'base64url').toString()))
    .find((name) => name !== null);
  if (twice !== undefined) throw new errors.JWTInvalid('a member stands twice');
};

/**
 * Makes the function that says who is asking, by the request's Bearer token (RFC 6750, RFC 7519).
 * Claims: `sub`, roles (names that are not the house's grant nothing), customers (the `cus_…` a customer or delegate
 * may act for, the first is `me`), `scope` (separated by spaces).
 * @throws RapportError UNAUTHENTICATED for every token that is not one of the issuer's, UNAVAILABLE while that cannot
 *   be told, INVALID_INPUT for a reason that is too long
 */
export const viewerIdentifier = (issuer: Issuer, clock: Clock) => {
  const refused = (why: string, cause?: unknown): RapportError =>
    new RapportError('UNAUTHENTICATED', `${why}: ${issuer.remedy}`, { cause });

  const verify = async (token: string): Promise<JWTPayload> => {
    try {
      const { payload } = await jwtVerify(token, issuer.keys.keyOf, {
        // Named here, never taken from the token: neither `none` nor a public key used as a shared secret passes.
        algorithms: [...issuer.algorithms],
        issuer: issuer.url,
        audience: issuer.audience,
        requiredClaims: ['exp', 'sub'],
        currentDate: clock.now(),
        clockTolerance: issuer.toleranceSeconds,
      });
      requireUnambiguous(token);
      return payload;
    } catch (error) {
      if (error instanceof RapportError) throw error;
      throw refused(error instanceof errors.JWTExpired ? 'the token has expired' : 'the token is not valid', error);
    }
  };

  const viewerOf = (payload: JWTPayload): Viewer => {
    const names = { sub: 'sub', roles: issuer.rolesClaim, customers: issuer.customersClaim, scope: 'scope' } as const;
    const parsed = claims.safeParse({
      sub: payload.sub,
      roles: claimOf(payload, names.roles),
      customers: claimOf(payload, names.customers),
      scope: payload['scope'],
    });
    if (!parsed.success) {
      const wrong = new Set(parsed.error.issues.map(({ path }) => names[path[0] as keyof typeof names]));
      throw refused(`the token is not valid in ${[...wrong].join(', ')}`);
    }
    const { sub, customers, scope } = parsed.data;
    const roles = [...new Set(parsed.data.roles.flatMap((name) => issuer.roleOf.get(name) ?? []))];
    if (roles.length === 0)
      throw refused(`the token holds none of the roles ${[...issuer.roleOf.keys()].join(', ').slice(0, 500)}`);
    const scopes = scope.split(' ').filter((name) => name !== '');
    const found = viewer.safeParse({ subject: sub, roles, customerIds: customers, scopes });
    if (!found.success) throw refused('the token holds too many or too long scopes');
    return found.data;
  };

  const verified = verifiedViewers(issuer.toleranceSeconds);
  return async (headers: IncomingHttpHeaders): Promise<Viewer> => {
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
    if (!token) throw refused('send a token in the header `authorization: Bearer …`');
    if (token.length > TOKEN_CHARS_MAX) throw refused(`the token is longer than ${TOKEN_CHARS_MAX} characters`);
    // Asked before verifying: should the keys change meanwhile, what is remembered does not count.
    const keys = issuer.keys.edition();
    let who = verified.find(token, keys, clock.now());
    if (!who) {
      const payload = await verify(token);
      who = viewerOf(payload);
      verified.remember(token, keys, { viewer: who, expiresAt: payload.exp ?? 0, notBefore: payload.nbf ?? 0 });
    }
    const reason = reasonOf(headers);
    return reason === undefined ? who : { ...who, reason };
  };
};
export type IdentifyViewer = ReturnType<typeof viewerIdentifier>;

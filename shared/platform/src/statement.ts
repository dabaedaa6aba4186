import { createHmac, timingSafeEqual } from 'node:crypto';
import { RapportError, STATEMENT_SECONDS_MAX, type Statement, statement, type Viewer } from '@rapport/contracts';

const mac = (key: Uint8Array, payload: string): Buffer => createHmac('sha256', key).update(payload).digest();

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** How far the clocks of gateway and subgraph may differ, seconds. */
const SKEW_SECONDS = 5;

/**
 * The gateway's statement of who is asking, for one subgraph: base64url(payload) '.' base64url(HMAC-SHA256).
 * @param key the subgraph's own key, at least 32 bytes
 */
export const signStatement = (
  key: Uint8Array,
  {
    viewer,
    audience,
    now,
    traceparent,
  }: { viewer: Viewer; audience: string; now: Date; traceparent?: string | undefined },
): string => {
  const issuedAt = secondsOf(now);
  const said: Statement = { viewer, audience, issuedAt, expiresAt: issuedAt + STATEMENT_SECONDS_MAX, traceparent };
  const payload = Buffer.from(JSON.stringify(said)).toString('base64url');
  return `${payload}.${mac(key, payload).toString('base64url')}`;
};

/** How long a statement is used again for the same viewer, seconds; what is left of its life is never less than 50. */
const REUSE_SECONDS = 10;

/**
 * Makes the function that signs statements for one subgraph. The same viewer, by identity, is given the same statement
 * for ten seconds: a statement says who is asking and nothing of the request, so there is nothing else to sign anew.
 * @param key the subgraph's own key, at least 32 bytes
 */
export const statementSigner = (key: Uint8Array, audience: string) => {
  const signed = new WeakMap<Viewer, { statement: string; issuedAt: number }>();
  return (viewer: Viewer, now: Date): string => {
    const second = secondsOf(now);
    const known = signed.get(viewer);
    // A clock that was set back must not lead to a statement from the future.
    if (known && second >= known.issuedAt && second < known.issuedAt + REUSE_SECONDS) return known.statement;
    const statement = signStatement(key, { viewer, audience, now });
    signed.set(viewer, { statement, issuedAt: second });
    return statement;
  };
};

const refused = (): RapportError =>
  new RapportError('UNAUTHENTICATED', 'this subgraph answers only the gateway: ask there, with a token');

const readPayload = (payload: string): unknown => {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch (error) {
    throw new RapportError('UNAUTHENTICATED', refused().message, { cause: error });
  }
};

/** @throws RapportError UNAUTHENTICATED for what none of the keys signed, or what is no statement */
const openStatement = (keys: readonly Uint8Array[], header: string): Statement => {
  const [payload, signature, ...rest] = header.split('.');
  if (!payload || !signature || rest.length > 0) throw refused();
  const given = Buffer.from(signature, 'base64url');
  const isSigned = keys.some((key) => {
    const expected = mac(key, payload);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!isSigned) throw refused();
  const parsed = statement.safeParse(readPayload(payload));
  if (!parsed.success) throw refused();
  return parsed.data;
};

/** How many opened statements are remembered: the gateway gives each viewer a new one every ten seconds. */
const OPENED_MAX = 1_000;

/**
 * Makes the function that reads the statements which one of the keys signed for one subgraph. What a header says is
 * worked out once; whether it is still fresh, every time.
 * @throws RapportError UNAUTHENTICATED (the function it makes) for anything forged, expired, too long-lived or meant
 *   for another subgraph; which of them it was is not told
 */
export const statementVerifier = (keys: readonly Uint8Array[], audience: string) => {
  const opened = new Map<string, Statement>();
  return (header: string | undefined, now: Date): Statement => {
    if (header === undefined) throw refused();
    const known = opened.get(header);
    const said = known ?? openStatement(keys, header);
    const { audience: meantFor, issuedAt, expiresAt } = said;
    const second = secondsOf(now);
    const isFresh =
      issuedAt <= second + SKEW_SECONDS &&
      expiresAt > second - SKEW_SECONDS &&
      expiresAt - issuedAt <= STATEMENT_SECONDS_MAX;
    if (meantFor !== audience || !isFresh) throw refused();
    if (!known) {
      if (opened.size >= OPENED_MAX) opened.delete(opened.keys().next().value!);
      opened.set(header, said);
    }
    return said;
  };
};

import { hash } from 'node:crypto';
import type { Viewer } from '@rapport/contracts';
import { elapsedMs } from '@rapport/platform';

/** A viewer as a verified token says it, and from when to when the token is valid. */
export type Verified = {
  readonly viewer: Viewer;
  /** The token's own `exp` and `nbf`, seconds since the epoch. */
  readonly expiresAt: number;
  readonly notBefore: number;
};

type Remembered = Verified & {
  /** The keys that were known when the token was verified. */
  readonly keys: object;
  /** Until when, by `elapsedMs`, it is remembered. */
  readonly untilMs: number;
};

const REMEMBERED_MAX = 5_000;
const REMEMBERED_MS = 60_000;

/** Of a token only its digest is kept: what lies in memory opens nothing. */
const digestOf = (token: string): string => hash('sha256', token, 'base64');

/**
 * Remembers who a token was found to be, so that one that comes again is not verified again: for a minute, as long as
 * the token itself is valid, and only while the issuer's keys are the same. Refused tokens are not remembered.
 */
export const verifiedViewers = (toleranceSeconds: number) => {
  const remembered = new Map<string, Remembered>();
  const isValid = ({ expiresAt, notBefore }: Verified, now: Date): boolean => {
    const second = Math.floor(now.getTime() / 1_000);
    return expiresAt > second - toleranceSeconds && notBefore <= second + toleranceSeconds;
  };
  return {
    /** @param keys the keys that are known now; any others than at the time of `remember` find nothing */
    find: (token: string, keys: object, now: Date): Viewer | null => {
      const digest = digestOf(token);
      const known = remembered.get(digest);
      if (!known) return null;
      if (known.keys === keys && elapsedMs() < known.untilMs && isValid(known, now)) return known.viewer;
      remembered.delete(digest);
      return null;
    },
    /** @param keys the keys that were known before the token was verified */
    remember: (token: string, keys: object, verified: Verified): void => {
      const [oldest] = remembered.keys();
      if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
      remembered.set(digestOf(token), { ...verified, keys, untilMs: elapsedMs() + REMEMBERED_MS });
    },
  };
};

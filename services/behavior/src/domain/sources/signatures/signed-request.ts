import { type JsonWebKey, timingSafeEqual } from 'node:crypto';

/** A webhook as it came in, before anything of it is read. */
export type SignedRequest = {
  readonly body: Uint8Array;
  /** A header by its name in lower case. */
  readonly headerOf: (name: string) => string | undefined;
  readonly now: Date;
};

/** What a source may sign with: shared secrets (two while they are rotated), and public keys. */
export type SourceKeys = {
  readonly secrets: readonly string[];
  readonly jwks: readonly (JsonWebKey & { readonly kid: string })[];
};

/** MISSING: it is not there. STALE: signed too long ago, or ahead of time. WRONG: it does not fit. */
export type SignatureFault = 'MISSING' | 'STALE' | 'WRONG';

/** As the libraries of Standard Webhooks and Plaid's documentation have it. */
const TOLERANCE_SECONDS = 300;

export const isFresh = (unixSeconds: number, now: Date): boolean =>
  Math.abs(now.getTime() / 1_000 - unixSeconds) <= TOLERANCE_SECONDS;

/** The seconds of a header; null where it holds no such number. */
export const secondsOf = (text: string): number | null => (/^\d{1,12}$/.test(text) ? Number(text) : null);

/** Compares in a time that says nothing of where two signatures differ; as written, for a text has one spelling. */
export const isEqual = (given: string, wanted: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
};

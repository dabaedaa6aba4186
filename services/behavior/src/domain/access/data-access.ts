import type { AccessWord } from '@rapport/contracts';

/** A customer's permission to read their data at another bank, as its source last told it. */
export type DataAccess = {
  readonly source: string;
  /** What the other side calls it: a consent id, an item id. It opens nothing by itself. */
  readonly accessId: string;
  /** Whose data it opens; null while only its end is known. */
  readonly customerId: string | null;
  readonly userId: string | null;
  /** When it was given or last renewed. */
  readonly grantedAt: Date | null;
  /** Until when, the law's maximum kept. */
  readonly validUntil: Date | null;
  /** When it last ended before its time, and how; a renewal after that makes it good again. */
  readonly endedAt: Date | null;
  readonly endedAs: 'EXPIRED' | 'REVOKED' | null;
};

export type AccessStatus = AccessWord['status'];

/** An access as somebody sees it. */
export type SeenAccess = DataAccess & {
  readonly status: AccessStatus;
  readonly grantedAt: Date;
  readonly validUntil: Date;
};

const DAY_MS = 86_400_000;

/** How an access stands at an instant: what ended it after its last grant counts, then its own expiry. */
export const statusOf = ({ grantedAt, validUntil, endedAt, endedAs }: DataAccess, now: Date): AccessStatus => {
  if (endedAt && endedAs && (!grantedAt || endedAt >= grantedAt)) return endedAs;
  return validUntil && now < validUntil ? 'VALID' : 'EXPIRED';
};

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

const instantOf = (text: string | undefined): Date | null => (text ? new Date(text) : null);

/** What a word says, with its gaps filled by what is known and by the instant it is heard. */
type Said = { readonly word: AccessWord; readonly now: Date; readonly validDaysMax: number };

const granted = <Access extends DataAccess>(known: Access, { word, now, validDaysMax }: Said): Access => {
  const stated = instantOf(word.grantedAt);
  // Without a date of its own a grant renews nothing: it may be an old one that is delivered again.
  const grantedAt = earlier(stated ?? known.grantedAt ?? known.endedAt ?? now, now);
  if (known.grantedAt && grantedAt < known.grantedAt) return known;
  const limit = new Date(grantedAt.getTime() + validDaysMax * DAY_MS);
  const until = earlier(instantOf(word.validUntil) ?? limit, limit);
  const isSame = known.grantedAt?.getTime() === grantedAt.getTime();
  const validUntil = isSame && known.validUntil ? earlier(known.validUntil, until) : until;
  return { ...known, grantedAt, validUntil };
};

const ended = <Access extends DataAccess>(known: Access, { word, now }: Said): Access => {
  const endedAt = earlier(instantOf(word.endedAt) ?? now, now);
  if (known.endedAt && endedAt < known.endedAt) return known;
  const isSame = known.endedAt?.getTime() === endedAt.getTime();
  // Of two ends at one instant the customer's own word stands.
  const endedAs = word.status === 'REVOKED' || (isSame && known.endedAs === 'REVOKED') ? 'REVOKED' : 'EXPIRED';
  return { ...known, endedAt, endedAs };
};

/**
 * An access after one more word on it. The latest dated grant and the latest end count, and of one grant the earliest
 * expiry. So the order of words and their repetition change nothing, and no old word revives what was ended.
 */
export const settleAccess = <Access extends DataAccess>(known: Access, said: Said): Access =>
  said.word.status === 'VALID' ? granted(known, said) : ended(known, said);

/** An access of which nothing was ever said. */
export const newAccess = (source: string, accessId: string): DataAccess => ({
  source,
  accessId,
  customerId: null,
  userId: null,
  grantedAt: null,
  validUntil: null,
  endedAt: null,
  endedAs: null,
});

/** One spelling of whose and which access. */
export const accessKeyOf = ({ source, accessId }: Pick<DataAccess, 'source' | 'accessId'>): string =>
  `${source} ${accessId}`;

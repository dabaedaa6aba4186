import type { Share } from './archetype.ts';

/** A share as it is kept. */
export type KeptShare = Share & {
  /** The day since which it has fitted more, or less, than by half. */
  readonly since: string;
};

/** The archetypes of a customer as they stand. */
export type ArchetypeState = {
  readonly customerId: string;
  /** The day of the last judgement that changed something, `2026-03-02`. */
  readonly day: string;
  readonly shares: readonly KeptShare[];
  /** The shares before that day, which the day's judgement is smoothed against; null on the first. */
  readonly base: { readonly day: string; readonly shares: Readonly<Record<string, number>> } | null;
};

/** After so many days half of what was believed before has given way to what is seen now. */
export const HALF_LIFE_DAYS = 30;
const FITS_FROM = 0.5;
/** Shares that differ by less than this are the same. */
const CHANGE_MIN = 0.01;
const DAY_MS = 86_400_000;

const rounded = (share: number): number => Number(share.toFixed(3));

const baseOf = (known: ArchetypeState | null, today: string): ArchetypeState['base'] => {
  if (!known) return null;
  if (known.day === today) return known.base;
  return { day: known.day, shares: Object.fromEntries(known.shares.map(({ name, share }) => [name, share])) };
};

/**
 * The archetypes after another judgement: exponential smoothing with a half-life of 30 days (Brown 1956), for any
 * interval: share = seen + (before − seen) × 2^(−days / 30). However often a day is judged, it counts as one; what was
 * never judged before stands as it is seen.
 * @returns the very same object where nothing changed
 */
export const followArchetypes = (
  customerId: string,
  known: ArchetypeState | null,
  { seen, today }: { seen: readonly Share[]; today: string },
): ArchetypeState | null => {
  if (seen.length === 0) return known;
  const base = baseOf(known, today);
  const days = base ? (Date.parse(today) - Date.parse(base.day)) / DAY_MS : 0;
  const left = 2 ** (-Math.max(days, 0) / HALF_LIFE_DAYS);
  const before = new Map(known?.shares.map((share) => [share.name, share]));
  const shares = seen.map((one): KeptShare => {
    const from = base?.shares[one.name] ?? one.share;
    const share = rounded(one.share + (from - one.share) * left);
    const kept = before.get(one.name);
    const isAsBefore = kept && kept.share >= FITS_FROM === share >= FITS_FROM;
    return { ...one, share, since: isAsBefore ? kept.since : today };
  });
  const isSame =
    before.size === shares.length &&
    shares.every(({ name, share }) => Math.abs(share - (before.get(name)?.share ?? 2)) < CHANGE_MIN);
  return known && isSame ? known : { customerId, day: today, shares, base };
};

/** The archetypes of a customer as a month left them. */
export type ArchetypeMonth = {
  readonly customerId: string;
  /** The month's first day. */
  readonly month: string;
  readonly shares: Readonly<Record<string, number>>;
};

/** A state as its month's: the last one of a month stands. */
export const monthOf = ({ customerId, day, shares }: ArchetypeState): ArchetypeMonth => ({
  customerId,
  month: `${day.slice(0, 7)}-01`,
  shares: Object.fromEntries(shares.map(({ name, share }) => [name, share])),
});

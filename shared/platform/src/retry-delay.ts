import type { RetryPolicy } from './consumer-parts.ts';

/**
 * Why a delivery is asked for again: it failed by itself; another part of the house is away; or it was fetched and not
 * begun.
 */
export type RetryCause = 'FAILED' | 'OUTAGE' | 'NOT_BEGUN';

/** The longest wait for a part of the house that is away, ms: when it is back, what waited for it must not be late. */
const OUTAGE_MS_MAX = 4_000;

/**
 * How long a delivery waits before it comes again, ms. It counts every delivery, also those that a killed process took
 * with it, so an outage has a bound of its own: otherwise what was in hand in a bad hour would wait a minute after it.
 * @param attempt 1 for the first delivery
 */
export const retryDelayMs = (cause: RetryCause, attempt: number, { delayMsMin, delayMsMax }: RetryPolicy): number => {
  if (cause === 'NOT_BEGUN') return 0;
  const bound = cause === 'OUTAGE' ? Math.min(OUTAGE_MS_MAX, delayMsMax) : delayMsMax;
  return Math.min(delayMsMin * 2 ** (attempt - 1), bound);
};

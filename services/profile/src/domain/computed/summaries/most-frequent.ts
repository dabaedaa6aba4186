import { createHash } from 'node:crypto';
import type { Summary } from './summary.ts';

type Counts = {
  /** How often there was each value, by its JSON. */
  readonly counts: Readonly<Record<string, number>>;
  /** Whether there were more values than are counted. */
  readonly isPartial: boolean;
};

/** The most different values that are counted. */
const VALUES_MAX = 100;

const rankOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Beyond the bound those values stay that have the smallest hashes (bottom-k sampling, Cohen and Kaplan 2007): a value
 * that is among them at the end was among them all the time, so its count is exact whatever the order.
 */
const bounded = ({ counts, isPartial }: Counts): Counts => {
  const keys = Object.keys(counts);
  if (keys.length <= VALUES_MAX) return { counts, isPartial };
  const kept = keys
    .map((key) => ({ key, rank: rankOf(key) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, VALUES_MAX);
  return { counts: Object.fromEntries(kept.map(({ key }) => [key, counts[key]!])), isPartial: true };
};

/** The value that a property had most often; of those that are equal, the first by the alphabet. */
export const mostFrequent: Summary<Counts> = {
  of: ({ value }) => ({ counts: { [JSON.stringify(value)]: 1 }, isPartial: false }),
  combine: (a, b) => {
    const counts: Record<string, number> = { ...a.counts };
    for (const [key, times] of Object.entries(b.counts)) counts[key] = (counts[key] ?? 0) + times;
    return bounded({ counts, isPartial: a.isPartial || b.isPartial });
  },
  valueOf: ({ counts }) => {
    const [most] = Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return JSON.parse(most![0]) as unknown;
  },
  isPartial: ({ isPartial }) => isPartial,
};

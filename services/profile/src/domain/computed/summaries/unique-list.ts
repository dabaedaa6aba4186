import type { Summary } from './summary.ts';

type Seen = {
  /** When each value was seen last, by its JSON. */
  readonly lastAt: Readonly<Record<string, string>>;
  /** Whether there were more values than are kept. */
  readonly isPartial: boolean;
};

/** The most values that are listed: those seen last. */
const VALUES_MAX = 50;

/** Newest first; of those at the same instant, by the alphabet. */
const byAge = ([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number =>
  x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1;

const bounded = ({ lastAt, isPartial }: Seen): Seen => {
  const entries = Object.entries(lastAt);
  if (entries.length <= VALUES_MAX) return { lastAt, isPartial };
  return { lastAt: Object.fromEntries(entries.sort(byAge).slice(0, VALUES_MAX)), isPartial: true };
};

/**
 * The different values that a property had, the one seen last first. A value that is among the newest of all is among
 * the newest of every part, so nothing is lost by leaving out the others as they come.
 */
export const uniqueList: Summary<Seen> = {
  of: ({ value, at }) => ({ lastAt: { [JSON.stringify(value)]: at.toISOString() }, isPartial: false }),
  combine: (a, b) => {
    const lastAt: Record<string, string> = { ...a.lastAt };
    for (const [key, at] of Object.entries(b.lastAt)) {
      if (lastAt[key] === undefined || lastAt[key] < at) lastAt[key] = at;
    }
    return bounded({ lastAt, isPartial: a.isPartial || b.isPartial });
  },
  valueOf: ({ lastAt }) =>
    Object.entries(lastAt)
      .sort(byAge)
      .map(([key]) => JSON.parse(key) as unknown),
  isPartial: ({ isPartial }) => isPartial,
};

/** One thing that was compared: what should be, what is, and what is wrong with it. */
export type Finding = {
  readonly what: string;
  readonly expected: number;
  readonly found: number;
  readonly lost: number;
  readonly doubled: number;
  /** Wrong in another way: out of order, too late, against somebody's word. */
  readonly wrong: number;
  /** Some of the ids concerned, for whoever looks for the cause. */
  readonly examples: readonly string[];
};

const EXAMPLES_MAX = 5;

/** Compares what should be there once each with what is there. */
export const compareOnce = (what: string, expected: Iterable<string>, found: readonly string[]): Finding => {
  const should = new Set(expected);
  const seen = new Map<string, number>();
  for (const id of found) seen.set(id, (seen.get(id) ?? 0) + 1);
  const lost = [...should].filter((id) => !seen.has(id));
  const twice = [...seen].filter(([, count]) => count > 1).map(([id]) => id);
  const strange = [...seen.keys()].filter((id) => !should.has(id));
  return {
    what,
    expected: should.size,
    found: found.length,
    lost: lost.length,
    doubled: twice.length,
    wrong: strange.length,
    examples: [...lost, ...twice, ...strange].slice(0, EXAMPLES_MAX),
  };
};

/** States that something must never be: every case of it is wrong. */
export const never = (what: string, outOf: number, cases: readonly string[]): Finding => ({
  what,
  expected: outOf,
  found: outOf,
  lost: 0,
  doubled: 0,
  wrong: cases.length,
  examples: cases.slice(0, EXAMPLES_MAX),
});

export const isBad = ({ lost, doubled, wrong }: Finding): boolean => lost + doubled + wrong > 0;

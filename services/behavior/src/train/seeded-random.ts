/** Random numbers that are the same for the same seed. */
export type SeededRandom = {
  /** From 0 to just below 1. */
  readonly next: () => number;
  readonly pick: <T>(items: readonly T[]) => T;
};

/** Mulberry32: small and fast; for what is made up, never for secrets. */
export const seededRandom = (seed: number): SeededRandom => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, pick: (items) => items[Math.floor(next() * items.length)]! };
};

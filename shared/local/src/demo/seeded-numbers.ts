/** Numbers that look random and are the same for the same seed. */
export type SeededNumbers = {
  /** From 0 to just below 1. */
  next(): number;
  /** A whole number from `lowest` to `highest`, both included. */
  integer(lowest: number, highest: number): number;
  pick<T>(items: readonly T[]): T;
};

/** Mulberry32 (Tommy Ettinger): small and fast; for stories, never for secrets. */
export const seededNumbers = (seed: number): SeededNumbers => {
  // Neighbouring seeds begin far apart.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (lowest: number, highest: number) => lowest + Math.floor(next() * (highest - lowest + 1));
  return { next, integer, pick: (items) => items[integer(0, items.length - 1)]! };
};

import { seededDraws } from '../domain/seeded-draws.ts';

/** Random numbers that are the same for the same seed. */
export type SeededRandom = {
  /** From 0 to just below 1. */
  readonly next: () => number;
  readonly pick: <T>(items: readonly T[]) => T;
};

/** For what is made up, never for secrets. */
export const seededRandom = (seed: number): SeededRandom => {
  const next = seededDraws(seed);
  return { next, pick: (items) => items[Math.floor(next() * items.length)]! };
};

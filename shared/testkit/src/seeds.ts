import { randomInt } from 'node:crypto';
import type { Parameters } from 'fast-check';
import { readTestSeed } from './jest/config.ts';

/** A source of random numbers that gives the same ones for the same seed. */
export interface SeededRandom {
  readonly seed: number;
  /** From 0 to just below 1. */
  next(): number;
  /** A whole number from `lowest` to `highest`, both included. */
  integer(lowest: number, highest: number): number;
  /** One of the items; throws when there is none. */
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32: small, fast and good enough for tests; not for secrets, not for statistics. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (lowest: number, highest: number): number => lowest + Math.floor(next() * (highest - lowest + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('there is nothing to pick from');
    return items[integer(0, items.length - 1)] as T;
  };
  return { seed, next, integer, pick };
}

/** A seed for a test: RAPPORT_TEST_SEED to repeat a run, else a new one. A test that uses it has to print it. */
export function chooseSeed(): number {
  return readTestSeed() ?? randomInt(2 ** 31);
}

/**
 * Options for `fc.assert`: a seed that RAPPORT_TEST_SEED repeats (fast-check prints seed and path with a failure), a
 * limit of time so that shrinking ends before Jest's own limit, and what the test adds.
 */
export function fcOptions<T>(own: Parameters<T> = {}): Parameters<T> {
  return { seed: chooseSeed(), numRuns: 100, interruptAfterTimeLimit: 20_000, endOnFailure: false, ...own };
}

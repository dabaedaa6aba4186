import { randomBytes } from 'node:crypto';
import { type IdPrefix, makeId } from '@rapport/contracts';
import type { Clock } from './clock.ts';

/** Cryptographic randomness: n bytes. */
export type Random = (byteCount: number) => Uint8Array;

const POOL_BYTES = 4_096;
let pool = new Uint8Array(0);

/** The system's own, fetched by the page: an id needs ten bytes, and each fetch is a call of the operating system. */
export const systemRandom: Random = (byteCount) => {
  if (byteCount > pool.length) pool = new Uint8Array(randomBytes(Math.max(POOL_BYTES, byteCount)));
  const taken = pool.slice(0, byteCount);
  // What was handed out is forgotten here: the pool never gives it twice.
  pool.fill(0, 0, byteCount);
  pool = pool.subarray(byteCount);
  return taken;
};

/** Makes ids of the present instant. */
export type IdSource = (prefix: IdPrefix) => string;

export const idSource =
  (clock: Clock, random: Random = systemRandom): IdSource =>
  (prefix) =>
    makeId(prefix, clock.now(), random(10));

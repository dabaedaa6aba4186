import { randomBytes } from 'node:crypto';
import { type IdPrefix, makeId } from '@rapport/contracts';
import type { Clock } from './clock.ts';

/** Cryptographic randomness: n bytes. */
export type Random = (byteCount: number) => Uint8Array;

export const systemRandom: Random = (byteCount) => new Uint8Array(randomBytes(byteCount));

/** Makes ids of the present instant. */
export type IdSource = (prefix: IdPrefix) => string;

export const idSource =
  (clock: Clock, random: Random = systemRandom): IdSource =>
  (prefix) =>
    makeId(prefix, clock.now(), random(10));

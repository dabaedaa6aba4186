import { TypeID } from 'typeid-js';
import { z } from 'zod';

/** What each id of the house begins with. */
export type IdPrefix =
  | 'acc'
  | 'aud'
  | 'cnv'
  | 'con'
  | 'cus'
  | 'dec'
  | 'ddl'
  | 'evt'
  | 'gol'
  | 'led'
  | 'msg'
  | 'out'
  | 'pky'
  | 'pmt'
  | 'prt'
  | 'rej'
  | 'rnk'
  | 'sig'
  | 'txn';

/**
 * A TypeID (prefix, `_`, 26 characters) of a UUIDv7 (RFC 9562, section 5.7) made of a given instant and randomness.
 * @param random 10 bytes; the 6 bits that hold version and variant are overwritten
 */
export const makeId = (prefix: IdPrefix, at: Date, random: Uint8Array): string => {
  const bytes = new Uint8Array(16);
  let ms = at.getTime();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return TypeID.fromUUIDBytes(prefix, bytes).toString();
};

/** A TypeID that stands for 16 given bytes, such as the head of a HMAC: the same bytes, the same id. */
export const idOfBytes = (prefix: string, bytes: Uint8Array): string =>
  TypeID.fromUUIDBytes(prefix, bytes.subarray(0, 16)).toString();

/** The instant inside an id that `makeId` made: the same on every retry, so tables can be partitioned by it. */
export const instantOfId = (id: string): Date => {
  const bytes = TypeID.fromString(id).toUUIDBytes();
  let ms = 0;
  for (let index = 0; index < 6; index += 1) ms = ms * 256 + bytes[index]!;
  return new Date(ms);
};

const typeId = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `must be an id like ${prefix}_ and 26 characters`);

export const customerId = typeId('cus');
export const contactPointId = typeId('cp');
export const decisionId = typeId('dec');
export const eventId = typeId('evt');

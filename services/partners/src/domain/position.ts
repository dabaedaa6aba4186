import { createHmac, timingSafeEqual } from 'node:crypto';

const SEQUENCE_BYTES = 8;
const SEAL_BYTES = 12;

const sealOf = (salt: Uint8Array, sequence: Uint8Array): Buffer =>
  createHmac('sha256', salt).update('position ').update(sequence).digest().subarray(0, SEAL_BYTES);

/** The `id:` of an event in a stream: its sequence, sealed under the partner's salt, base64url. */
export const writePosition = (salt: Uint8Array, sequence: number): string => {
  const bytes = Buffer.alloc(SEQUENCE_BYTES);
  bytes.writeBigUInt64BE(BigInt(sequence));
  return Buffer.concat([bytes, sealOf(salt, bytes)]).toString('base64url');
};

/** The sequence inside a `Last-Event-ID`; null for one that this partner was never given. */
export const readPosition = (salt: Uint8Array, text: string): number | null => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== SEQUENCE_BYTES + SEAL_BYTES || bytes.toString('base64url') !== text) return null;
  const sequence = bytes.subarray(0, SEQUENCE_BYTES);
  if (!timingSafeEqual(sealOf(salt, sequence), bytes.subarray(SEQUENCE_BYTES))) return null;
  return Number(sequence.readBigUInt64BE());
};

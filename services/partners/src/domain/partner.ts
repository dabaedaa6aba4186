import { createHash } from 'node:crypto';
import type { EventName } from './partner-event.ts';

/** Somebody outside the bank who may hear of customers that agreed to it. */
export type Partner = {
  /** `prt_…` */
  readonly id: string;
  readonly name: string;
  /** What they subscribed to; withdrawals come in any case. */
  readonly eventNames: readonly EventName[];
  readonly registeredAt: Date;
};

/** With what a partner's log is written: its row is the lock under which sequences are given out. */
export type LogHead = {
  readonly partnerId: string;
  readonly eventNames: readonly EventName[];
  /** 32 random bytes, the partner's own: what makes ids pairwise. */
  readonly salt: Uint8Array;
  readonly lastSequence: number;
  readonly lastRecordedAt: Date;
};

/** What a partner shows to be let in. The secret itself is kept nowhere. */
export type Credential = {
  /** `pky_…` */
  readonly id: string;
  readonly partnerId: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  /** When a stream was last opened with it. */
  readonly lastUsedAt: Date | null;
};

/** Two, so that a new credential can be in use before the old one is revoked. */
export const CREDENTIALS_VALID_MAX = 2;

/** SHA-256 of a secret, hexadecimal. Secrets are 32 random bytes, so a plain hash cannot be guessed backwards. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

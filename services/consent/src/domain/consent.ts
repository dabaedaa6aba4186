import type { Channel, Purpose } from '@rapport/contracts';

/** What a customer last said about one purpose, on one channel or on every channel. */
export type Consent = {
  readonly customerId: string;
  readonly purpose: Purpose;
  readonly channel: Channel | 'ANY';
  readonly granted: boolean;
  readonly since: Date;
  /** The ledger entry that says so. */
  readonly ledgerSequence: number;
};

/** Whether somebody said stop at a contact point. */
export type ContactPoint = {
  readonly contactPointId: string;
  readonly blocked: boolean;
  readonly since: Date;
  /** What understood it, such as `keyword:stop`. */
  readonly understoodBy: string;
};

/** What consent keeps of a customer that profile owns. */
export type CustomerCopy = { readonly customerId: string; readonly timeZone: string; readonly locale: string };

/** A contact point of a customer, as profile last said. */
export type OwnedContactPoint = {
  readonly customerId: string;
  readonly contactPointId: string;
  readonly kind: 'PHONE' | 'EMAIL';
};

/** A slot of the contact policy: reserved with a permit, used when the message was handed over. */
export type Permit = {
  readonly id: string;
  readonly issuedAt: Date;
  readonly customerId: string;
  readonly contactPointId: string | null;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly topic: string | null;
  /** What it was asked for, such as a message; null where the asker did not say. */
  readonly effectId: string | null;
  /** RESERVED counts as USED until messaging's event says FREED. */
  readonly status: 'RESERVED' | 'USED' | 'FREED';
};

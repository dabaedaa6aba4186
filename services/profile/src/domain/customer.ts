import type { ContactPointKind } from '@rapport/contracts';

/** A customer: the id that everything else hangs on. What is known of them stands in traits. */
export type Customer = {
  readonly customerId: string;
  readonly createdAt: Date;
  /** What they are called, as their traits say; kept here to be searched. */
  readonly displayName: string | null;
  /** SHA-256 of what the other services were last told of them, so that they are told only what is new. */
  readonly announcedHash: string | null;
  /** The source whose call made them; null where another service asked who it is. */
  readonly source: string | null;
};

/** An address at which a customer is reached; several customers may share one. */
export type ContactPoint = {
  readonly customerId: string;
  readonly contactPointId: string;
  readonly kind: ContactPointKind;
  /** Normalised: E.164 or a mailbox. */
  readonly address: string;
  /** When the customer last gave it; `NEVER_GIVEN` where it is only an identifier that came with a call. */
  readonly since: Date;
};

export const NEVER_GIVEN = new Date(0);

/** The language of a customer who never said theirs. */
export const DEFAULT_LOCALE = 'en';

/** The time zone of a customer whose own is unknown. */
export const DEFAULT_TIME_ZONE = 'UTC';

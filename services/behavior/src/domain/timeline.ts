import type { SignalLevel } from '@rapport/contracts';

/** Something that happened in a customer's life with the bank. */
export type TimelineEntry = {
  readonly customerId: string;
  readonly at: Date;
  readonly kind: 'TRANSACTION' | 'PAYMENT_RETURNED' | 'EVENT' | 'SIGNAL';
  /** Unique within the customer's timeline. */
  readonly id: string;
  /** Narration, event name or signal kind. */
  readonly title: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly accountId: string | null;
  /** The level that a signal reached. */
  readonly level: SignalLevel | null;
  /** When it was received. */
  readonly receivedAt: Date;
};

/** TRIGGER_MAX_AGE: what is older than this when it arrives changes what is known and sets nothing off. */
const TRIGGER_AGE_MS_MAX = 48 * 3_600_000;

/** Whether a fact was history already when it was received. */
export const isHistory = ({ at, receivedAt }: Pick<TimelineEntry, 'at' | 'receivedAt'>): boolean =>
  receivedAt.getTime() - at.getTime() > TRIGGER_AGE_MS_MAX;

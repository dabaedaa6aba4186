import type { SensedFeature } from '@rapport/contracts';

export const SIGNAL_VERDICTS = ['CONFIRMED', 'FALSE_ALERT'] as const;
/** What somebody who looked into a signal found. */
export type SignalVerdict = (typeof SIGNAL_VERDICTS)[number];

/** A signal that somebody looked into, as it was at that time: a row to learn from. */
export type KeptLabel = {
  readonly customerId: string;
  readonly kind: string;
  /** Since when the signal had the level that was looked into. */
  readonly since: Date;
  readonly verdict: SignalVerdict;
  readonly score: number;
  /** Every feature of the customer at that time; of a payment's anomaly what the payment was judged by. */
  readonly features: readonly SensedFeature[];
  readonly transactionIds: readonly string[];
  readonly modelVersion: string;
  readonly note: string | null;
  readonly labelledBy: string;
  readonly labelledAt: Date;
};

/** A payment that was confirmed as fraud: what is held against its merchant. */
export type ConfirmedFraud = {
  readonly accountId: string;
  readonly transactionId: string;
  readonly customerId: string;
  /** The merchant's key; `merchantKeyOf`. */
  readonly merchant: string;
  /** The day of the payment, `2026-03-01`. */
  readonly day: string;
  readonly confirmedAt: Date;
};

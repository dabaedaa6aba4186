import type { Enrichment } from '../enrichment/enrichment.ts';

/** A booking, or a payment that was sent back. */
export type LedgerKind = 'POSTED' | 'RETURNED';

/** One fact of an account as the bank last told it: a transaction, or the return of a payment. */
export type LedgerFact = {
  readonly customerId: string;
  /** When it was booked or returned. */
  readonly bookedAt: Date;
  readonly accountId: string;
  readonly transactionId: string;
  readonly kind: LedgerKind;
  /** Signed decimal; negative is money out. */
  readonly amount: string;
  readonly currency: string;
  readonly narration: string;
  readonly mcc: string | null;
  readonly balanceAfter: string | null;
  /** Why a payment was returned. */
  readonly reason: string | null;
  /** 1, and one more with each correction. */
  readonly version: number;
  readonly receivedAt: Date;
  /** What the booking turned out to be; null for returned payments, and where nobody looked yet. */
  readonly enrichment: Enrichment | null;
};

/** A fact as it was said, before it is known which version it is. */
export type SaidFact = Omit<LedgerFact, 'version' | 'enrichment'> & {
  /** When it was said: the later word wins. */
  readonly saidAt: Date;
  readonly messageId: string;
};

/** What is kept of each fact beside its row: where the row stands and which word it rests on. */
export type LedgerKey = {
  readonly accountId: string;
  readonly transactionId: string;
  readonly kind: LedgerKind;
  readonly customerId: string;
  readonly bookedAt: Date;
  readonly saidAt: Date;
  readonly messageId: string;
  readonly version: number;
  /** SHA-256 of what was said, so that a repetition is no correction. */
  readonly contentHash: string;
};

/** What the bank calls a fact: its account, its id, and whether it is the booking or the return. */
export const keyOf = (fact: Pick<LedgerKey, 'accountId' | 'transactionId' | 'kind'>): string =>
  `${fact.kind} ${fact.accountId} ${fact.transactionId}`;

/** The calendar day of an instant, UTC: days are counted the same wherever the customer moves. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

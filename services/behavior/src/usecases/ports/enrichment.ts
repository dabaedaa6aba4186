import type { Tx } from '@rapport/contracts';
import type { Corrections } from '../../domain/enrichment/enrich.ts';
import type { Category } from '../../domain/enrichment/taxonomy.ts';
import type { LedgerFact, LedgerKey } from '../../domain/ledger/ledger-fact.ts';

/** What the bookings around one are looked for by. */
export type Surroundings = {
  /** The id under which the customer is read. */
  readonly currentId: string;
  readonly accountId: string;
  readonly bookedAt: Date;
  readonly currency: string;
  /** The amount without its sign. */
  readonly size: string;
  /** Null where it is no purchase and gives no purchase back. */
  readonly merchant: string | null;
};

/** A booking with the id under which its customer is read. */
export type ReadFact = LedgerFact & { readonly currentId: string };

/** A booking or its merchant, to look up what people said of it. */
export type Correctable = {
  readonly currentId: string;
  readonly accountId: string;
  readonly transactionId: string;
  /** The merchant as it is compared; null where nobody is named. */
  readonly merchantKey: string | null;
};

export type EnrichmentStore = {
  /** Bookings as they are stored, enriched ones and others. */
  factsAt(
    tx: Tx,
    keys: readonly Pick<LedgerKey, 'customerId' | 'bookedAt' | 'accountId' | 'transactionId' | 'kind'>[],
  ): Promise<LedgerFact[]>;
  /** Money in near some bookings: of their amount on any account, or from their merchant on theirs. */
  moneyInAround(tx: Tx, around: readonly Surroundings[]): Promise<ReadFact[]>;
  /** Money out of the amounts of `transfers` near them, and to the merchants of `refunds` in the days before them. */
  moneyOutAround(tx: Tx, transfers: readonly Surroundings[], refunds: readonly Surroundings[]): Promise<ReadFact[]>;
  /** Replaces what some bookings turned out to be. */
  update(tx: Tx, facts: readonly LedgerFact[]): Promise<void>;
  /** What people said, in the order asked. */
  correctionsOf(tx: Tx, asked: readonly Correctable[]): Promise<Corrections[]>;
  saveBookingCorrection(
    tx: Tx,
    correction: Pick<LedgerKey, 'customerId' | 'accountId' | 'transactionId'> & { readonly category: Category },
    by: string,
  ): Promise<void>;
  saveMerchantCorrection(
    tx: Tx,
    correction: { readonly customerId: string; readonly merchantKey: string; readonly category: Category },
    by: string,
  ): Promise<void>;
  /** @returns the category that held before, for everybody; null where none did */
  saveMerchantCategory(
    tx: Tx,
    correction: { readonly merchantKey: string; readonly category: Category },
    by: string,
  ): Promise<Category | null>;
};

import type { Tx } from '@rapport/contracts';
import type { AppEvent } from '../../domain/ledger/app-event.ts';
import type { LedgerFact, LedgerKey } from '../../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../../domain/ledger/settle-facts.ts';
import type { TimelineEntry, TimelineKind } from '../../domain/timeline.ts';

/** Where a page goes on: the values that its list is sorted by; null at the beginning. */
export type PageSlice = { readonly limit: number; readonly after: readonly string[] | null };

/** Which transactions are asked for. Amounts are signed decimals, both ends included; `to` is not. */
export type TransactionFilter = {
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly accountId?: string | null;
  readonly minAmount?: string | null;
  readonly maxAmount?: string | null;
  /** Part of the narration, whatever its case. */
  readonly text?: string | null;
  /** A detailed category, or a primary one with all its details. */
  readonly category?: string | null;
  /** The merchant's whole name, whatever its case. */
  readonly merchant?: string | null;
};

/** Whose transactions: a customer's own, or all of an account whoever owns it. */
export type TransactionScope = 'CUSTOMER' | 'ACCOUNT';

/** One customer's or account's day. */
export type TouchedDay = { readonly customerId: string; readonly day: string };

export type TransactionStore = {
  keysOf(
    tx: Tx,
    keys: readonly Pick<LedgerKey, 'accountId' | 'transactionId' | 'kind'>[],
  ): Promise<Map<string, LedgerKey>>;
  /** Writes new and corrected facts; the row of a fact whose date or owner changed moves. */
  write(tx: Tx, settled: readonly Settlement[]): Promise<void>;
  factsOfDays(tx: Tx, days: readonly TouchedDay[]): Promise<LedgerFact[]>;
  /** Facts since an instant, newest first, so many for each customer. */
  recentOf(tx: Tx, customerIds: readonly string[], since: Date, limit: number): Promise<Map<string, LedgerFact[]>>;
  page(
    scope: TransactionScope,
    ids: readonly string[],
    filter: TransactionFilter,
    slice: PageSlice,
  ): Promise<Map<string, LedgerFact[]>>;
};

export type EventStore = {
  insert(tx: Tx, events: readonly AppEvent[]): Promise<void>;
  ofDays(tx: Tx, days: readonly TouchedDay[]): Promise<AppEvent[]>;
};

/** Which entries of a timeline are asked for; `to` is not included. */
export type TimelineFilter = {
  readonly kinds: readonly TimelineKind[];
  readonly from?: Date | null;
  readonly to?: Date | null;
  /** Money that moved on this account. */
  readonly accountId?: string | null;
};

export type TimelineStore = {
  page(customerIds: readonly string[], filter: TimelineFilter, slice: PageSlice): Promise<Map<string, TimelineEntry[]>>;
};

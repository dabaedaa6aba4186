import type { Identifier, IngestCall, Tx } from '@rapport/contracts';
import type { DataAccess } from '../domain/access/data-access.ts';
import type { KnownAccess } from '../domain/access/judge-access.ts';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { BucketOfDay, DayBucket } from '../domain/features/day-bucket.ts';
import type { KeptReject } from '../domain/ingestion/reject.ts';
import type { AppEvent } from '../domain/ledger/app-event.ts';
import type { LedgerFact, LedgerKey } from '../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import type { Occurrence, PaymentGroup } from '../domain/recurring/occurrence.ts';
import type { Payment } from '../domain/recurring/payment.ts';
import type { RecurringSeries } from '../domain/recurring/recurring-series.ts';
import type { SignalChange, SignalState } from '../domain/signals/signal.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

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
};

/** Whose transactions: a customer's own, or all of an account whoever owns it. */
export type TransactionScope = 'CUSTOMER' | 'ACCOUNT';

/** One customer's or account's day. */
export type TouchedDay = { readonly customerId: string; readonly day: string };

/** Reads by asked id go over every id the customer was known by. */
export type CustomerStore = {
  /** Replaces what profile said of a customer. */
  save(tx: Tx, copy: CustomerCopy): Promise<void>;
  /** The customers behind keyed hashes of identifiers; only hashes that lead to exactly one. */
  customersBehind(hashes: readonly string[]): Promise<Map<string, string>>;
  /** The id under which each customer is read at present. */
  currentIdsOf(tx: Tx, customerIds: readonly string[]): Promise<Map<string, string>>;
  /** The present ids of the owners of accounts, by account; only accounts with exactly one. */
  ownersOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>>;
  accountsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, HeldAccount[]>>;
  /** Who holds accounts, by account, with the id under which each holder is read at present. */
  holdersOf(accountIds: readonly string[], tx?: Tx): Promise<Map<string, (HeldAccount & { currentId: string })[]>>;
};

/** What behavior keeps of a customer that profile owns. */
export type CustomerCopy = {
  readonly customerId: string;
  readonly accounts: readonly HeldAccount[];
  readonly identifierHashes: readonly string[];
};

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

export type BucketStore = {
  /** Replaces whole days. */
  save(tx: Tx, days: readonly (TouchedDay & { bucket: DayBucket })[]): Promise<void>;
  /** Buckets from a day on, by asked id. */
  bucketsOf(customerIds: readonly string[], fromDay: string, tx?: Tx): Promise<Map<string, BucketOfDay[]>>;
};

export type SignalStore = {
  /** One row for each id the customer was known by. */
  statesOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, SignalState[]>>;
  save(tx: Tx, states: readonly SignalState[], changes: readonly SignalChange[]): Promise<void>;
};

export type EventStore = { insert(tx: Tx, events: readonly AppEvent[]): Promise<void> };

export type TimelineStore = {
  page(customerIds: readonly string[], withSignals: boolean, slice: PageSlice): Promise<Map<string, TimelineEntry[]>>;
};

export type RejectStore = {
  insert(tx: Tx, rejects: readonly KeptReject[]): Promise<void>;
  page(slice: PageSlice): Promise<KeptReject[]>;
};

export type AccessStore = {
  /** Lets one transaction at a time settle what is known of accesses, also of those that are new. */
  lock(tx: Tx, source: string, accessIds: readonly string[]): Promise<void>;
  /** What is known of accesses, by `accessKeyOf`. */
  find(keys: readonly Pick<DataAccess, 'source' | 'accessId'>[], tx?: Tx): Promise<Map<string, KnownAccess>>;
  save(tx: Tx, accesses: readonly DataAccess[]): Promise<void>;
  /** The accesses that customers granted, newest first, by asked id, so many for each. */
  ofCustomers(customerIds: readonly string[], limit: number): Promise<Map<string, DataAccess[]>>;
};

export type RecurringStore = {
  /** Forgets payments; returns the groups in which they stood. */
  remove(tx: Tx, keys: readonly Pick<LedgerKey, 'accountId' | 'transactionId'>[]): Promise<PaymentGroup[]>;
  add(tx: Tx, payments: readonly Payment[]): Promise<void>;
  /** The latest payments of each group, so many, by `groupKeyOf`. */
  latestOf(tx: Tx, groups: readonly PaymentGroup[], limit: number): Promise<Map<string, Occurrence[]>>;
  /** Replaces the series of whole groups. */
  replace(tx: Tx, groups: readonly PaymentGroup[], series: readonly RecurringSeries[]): Promise<void>;
  /** Series by asked id, those expected last first, so many for each. */
  ofCustomers(customerIds: readonly string[], limit: number): Promise<Map<string, RecurringSeries[]>>;
};

/** What behavior needs of the world. */
export type Stores = {
  readonly customers: CustomerStore;
  readonly transactions: TransactionStore;
  readonly buckets: BucketStore;
  readonly signals: SignalStore;
  readonly events: EventStore;
  readonly timeline: TimelineStore;
  readonly rejects: RejectStore;
  readonly accesses: AccessStore;
  readonly recurring: RecurringStore;
};

/**
 * Puts accepted calls on their way; returns after they are safe.
 * @throws RapportError when they are not: RATE_LIMITED where there is no room for them, else UNAVAILABLE
 */
export type PublishCalls = (batch: {
  readonly source: string;
  readonly receivedAt: Date;
  readonly calls: readonly IngestCall[];
}) => Promise<void>;

/** How long senders should wait before they send more, in seconds; 0 while the readers of raw calls keep up. */
export type SecondsToWait = () => Promise<number>;

/** Asks profile who is behind sets of identifiers, up to 500 at once. */
export type ResolveSets = (request: { sets: { identifiers: Identifier[] }[] }) => Promise<{ customerIds: string[] }>;

/** The keyed hash of an identifier, as profile announces it. */
export type HashIdentifier = (identifier: Identifier) => string;
/** Applies a merge or an un-merge; answers the current ids of everybody who is read otherwise, locked. */
export type ApplyAlias = (tx: Tx, origin: string, current: string) => Promise<string[]>;

export type Now = () => Date;

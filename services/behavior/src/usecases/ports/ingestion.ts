import type { Identifier, IngestCall, Tx } from '@rapport/contracts';
import type { DataAccess } from '../../domain/access/data-access.ts';
import type { KnownAccess } from '../../domain/access/judge-access.ts';
import type { KeptReject } from '../../domain/ingestion/reject.ts';
import type { PageSlice } from './ledger.ts';

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

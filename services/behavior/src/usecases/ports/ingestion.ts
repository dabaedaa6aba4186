import type { Identifier, IngestCall, Tx } from '@rapport/contracts';
import type { DataAccess } from '../../domain/access/data-access.ts';
import type { KnownAccess } from '../../domain/access/judge-access.ts';
import type { PlanBreach } from '../../domain/ingestion/parse-batch.ts';
import type { TrackingPlan } from '../../domain/ingestion/plan/tracking-plan.ts';
import type { KeptReject } from '../../domain/ingestion/reject.ts';
import type { SourceCounts, SourceHour } from '../../domain/ingestion/source-health.ts';
import type { PageSlice } from './ledger.ts';

export type RejectStore = {
  insert(tx: Tx, rejects: readonly KeptReject[]): Promise<void>;
  page(slice: PageSlice): Promise<KeptReject[]>;
};

/** A way in which a source breaks its plan, and how often it did. */
export type CountedBreach = Omit<PlanBreach, 'isRefused'> & {
  readonly source: string;
  readonly count: number;
  readonly lastAt: Date;
};

export type SourceStore = {
  /** Adds to the hours in which calls were received. */
  count(tx: Tx, counts: readonly (SourceCounts & { source: string; receivedAt: Date })[]): Promise<void>;
  /** Hours since an instant, in any order. */
  hoursSince(since: Date): Promise<SourceHour[]>;
  /** Counts breaches by event, path and code; of a source that breaks its plan in ever new ways no more than 500. */
  noteBreaches(tx: Tx, source: string, breaches: readonly PlanBreach[]): Promise<void>;
  /** The latest ways in which sources broke their plans, so many for each. */
  breachesOf(sources: readonly string[], limit: number): Promise<Map<string, CountedBreach[]>>;
  /** The plans in force. */
  plans(tx?: Tx): Promise<TrackingPlan[]>;
  insertPlan(tx: Tx, plan: TrackingPlan): Promise<void>;
};

/** What a source may send, as it was told a moment ago; null: anything. */
export type PlanOf = (source: string) => TrackingPlan | null;

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

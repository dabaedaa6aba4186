import type { Tx } from '@rapport/contracts';
import type { TraitBucket } from '../../domain/computed/buckets.ts';
import type { DeclaredTrait } from '../../domain/computed/computed-trait.ts';
import type { Facts } from '../../domain/facts.ts';
import type { RejectedTrait, Trait } from '../../domain/trait.ts';
import type { TraitSchemaVersion } from '../../domain/traits/trait-schema.ts';

/** By asked customer, over every id the customer was known by. */
type OfCustomers<T> = (customerIds: readonly string[], tx?: Tx) => Promise<Map<string, T[]>>;

export type TraitStore = {
  /** Keeps the newest statement of each source, trait and customer; what was guessed fills. */
  save(tx: Tx, facts: Pick<Facts, 'traits' | 'guesses' | 'rejectedTraits'>): Promise<void>;
  statementsOf: OfCustomers<Trait>;
  /** The names of a customer's traits, whatever their sources. */
  namesOf: OfCustomers<string>;
  /** At most a hundred of each, the newest. */
  rejectedOf: OfCustomers<RejectedTrait>;
};

export type TraitSchemaStore = {
  /** The newest version; the first schema where nobody changed any. */
  inForce(tx?: Tx): Promise<TraitSchemaVersion>;
  /** @param concernsEverybody whether every customer has to be looked through once more */
  insert(
    tx: Tx,
    schema: TraitSchemaVersion & { changedBy: string; changedAt: Date; reason: string },
    concernsEverybody: boolean,
  ): Promise<void>;
  /** How far customers were looked through since a change that concerns everybody; null where they all were. */
  findUnsettled(): Promise<{ version: number; settledAfter: string } | null>;
  /** Notes how far they were looked through; null: all of them. */
  saveSettled(tx: Tx, settled: { version: number; settledAfter: string | null }): Promise<void>;
};

export type ComputedTraitStore = {
  /** The declarations that hold, by name. */
  inForce(tx?: Tx): Promise<DeclaredTrait[]>;
  /** The same, and until the transaction ends nobody declares or ends one. */
  holdInForce(tx: Tx): Promise<DeclaredTrait[]>;
  /** Waits until nobody counts, and lets nobody count until the transaction ends. */
  holdCounting(tx: Tx): Promise<void>;
  /** The newest version of a name, whether it holds or not; 0 where it was never declared. */
  newestVersion(tx: Tx, name: string): Promise<number>;
  insert(tx: Tx, declared: DeclaredTrait): Promise<void>;
  end(tx: Tx, ended: { name: string; endedBy: string; endedAt: Date; endReason: string }): Promise<void>;
};

export type TraitBucketStore = {
  /** What is kept of the windows of these traits, by asked customer. */
  bucketsOf(
    customerIds: readonly string[],
    traits: readonly DeclaredTrait[],
    now: Date,
  ): Promise<Map<string, TraitBucket[]>>;
  /** What is kept under the same keys. */
  keptOf(tx: Tx, buckets: readonly TraitBucket[]): Promise<TraitBucket[]>;
  save(tx: Tx, buckets: readonly TraitBucket[]): Promise<void>;
  /** Deletes buckets that no declaration reads any more, a bounded number; true where there may be more. */
  clearUnread(): Promise<boolean>;
};

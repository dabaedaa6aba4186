import type { DomainEvent } from './envelope.ts';
import type { EventKind } from './event-kind.ts';
import type { IdPrefix } from './ids.ts';
import type { Viewer } from './viewer.ts';

/** What an event says: what it is about, when it happened, its data, and what caused it. */
export type Fact<D> = {
  /** Customer, contact point or aggregate id; it must be locked by this transaction. */
  readonly about: string;
  /** When it happened; the transaction's own instant where left out. */
  readonly time?: Date;
  readonly data: D;
  readonly cause?: DomainEvent | undefined;
};

/** One line of the audit: who did what to whom, why, and what changed. */
export type AuditEntry = {
  readonly viewer: Viewer;
  /** What was done, in the schema's words: `Mutation.consentGrant`, `Query.customer`. */
  readonly action: string;
  /** The customer or object concerned. */
  readonly about: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/**
 * A transaction in progress: the only way to the outbox, so an event leaves if and only if its cause is kept.
 * Stores take it as their first argument.
 */
export type Tx = {
  /** The instant of the transaction; SQL never asks for the time. */
  readonly now: Date;
  /** Makes an id of the transaction's instant. */
  newId(prefix: IdPrefix): string;
  /** Locks aggregates, in sorted order, until the end. An unknown one is begun at version 0. Call it once. */
  lock(ids: readonly string[]): Promise<void>;
  /** Appends an event to the outbox under the next version of what it is about. @throws when that is not locked */
  append<D>(kind: EventKind<D>, fact: Fact<D>): { readonly id: string; readonly sequence: number };
  /** Writes a line of the audit. */
  audit(entry: AuditEntry): void;
};

/** Runs work in one transaction; what it throws rolls everything back. Serialisation failures are retried. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

import type { Tx } from '@rapport/contracts';
import type { BucketOfDay, DayBucket } from '../../domain/features/day-bucket.ts';
import type { SignalChange, SignalState } from '../../domain/signals/signal.ts';
import type { TouchedDay } from './ledger.ts';

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

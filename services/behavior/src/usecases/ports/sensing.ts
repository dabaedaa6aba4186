import type { Tx } from '@rapport/contracts';
import type { ActivityDay } from '../../domain/features/activity-day.ts';
import type { KnownLife } from '../../domain/features/customer-days.ts';
import type { DayBucket } from '../../domain/features/day-bucket.ts';
import type { PlaceDay } from '../../domain/features/place-day.ts';
import type { Sensing } from '../../domain/signals/sensing.ts';
import type { SignalChange, SignalState } from '../../domain/signals/signal.ts';
import type { TouchedDay } from './ledger.ts';

export type BucketStore = {
  /** The money and the places of days that are known. */
  ofDays(tx: Tx, days: readonly TouchedDay[]): Promise<(TouchedDay & { bucket: DayBucket; place: PlaceDay | null })[]>;
  /** Replaces the money and the places of whole days. */
  save(tx: Tx, days: readonly (TouchedDay & { bucket: DayBucket; place?: PlaceDay | null })[]): Promise<void>;
  /** Replaces the activity of whole days. */
  saveActivity(tx: Tx, days: readonly (TouchedDay & { activity: ActivityDay })[]): Promise<void>;
  /** The lives of customers from a day to the day of an instant, both included, by asked id: one for each of them. */
  livesOf(customerIds: readonly string[], fromDay: string, asOf: Date, tx?: Tx): Promise<Map<string, KnownLife>>;
};

export type SignalStore = {
  /** One row for each id the customer was known by. */
  statesOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, SignalState[]>>;
  save(tx: Tx, states: readonly SignalState[], changes: readonly SignalChange[]): Promise<void>;
};

/** When customers were last sensed. */
export type SensingStore = {
  save(tx: Tx, sensings: readonly Sensing[]): Promise<void>;
  /** Customers who are to be followed and were last sensed before an instant, the longest ago first, so many. */
  findDue(before: Date, limit: number): Promise<string[]>;
  /** Those of some customers of whom that still holds. */
  stillDue(tx: Tx, customerIds: readonly string[], before: Date): Promise<string[]>;
};

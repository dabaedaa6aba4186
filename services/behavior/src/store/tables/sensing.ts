import { column, table } from '@rapport/platform';
import type { ActivityDay } from '../../domain/features/activity-day.ts';
import type { PlaceDay } from '../../domain/features/place-day.ts';
import type { Sensing } from '../../domain/signals/sensing.ts';
import type { SignalChange, SignalState } from '../../domain/signals/signal.ts';
import type { StoredBucket } from '../packed-bucket.ts';

type KeptDay = {
  readonly customerId: string;
  readonly day: string;
  readonly bucket: StoredBucket;
  readonly activity: ActivityDay | null;
  readonly place: PlaceDay | null;
};

/** A customer's days, boiled down; places stand apart, so that they can be forgotten alone. */
export const dayBucketTable = table<KeptDay>('day_bucket', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  day: column.date('BEHAVIOURAL', { primary: true }),
  bucket: column.json('FINANCIAL'),
  activity: column.json('FINANCIAL', { nullable: true }),
  place: column.json('BEHAVIOURAL', { nullable: true }),
});

export const signalStateTable = table<SignalState>('signal_state', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  level: column.text('SENSITIVE'),
  levelBefore: column.text('SENSITIVE'),
  since: column.instant('SENSITIVE'),
  score: column.real('SENSITIVE'),
  confidence: column.real('SENSITIVE'),
  transactionIds: column.text('PSEUDONYM', { array: true }),
  features: column.json('SENSITIVE'),
  estimate: column.json('SENSITIVE', { nullable: true }),
  contributions: column.json('SENSITIVE'),
  modelVersion: column.text('OPERATIONAL'),
  assessedAt: column.instant('OPERATIONAL'),
});

export const signalChangeTable = table<SignalChange>('signal_change', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  at: column.instant('SENSITIVE', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  level: column.text('SENSITIVE'),
  levelBefore: column.text('SENSITIVE'),
});

export const sensingTable = table<Sensing>('sensing', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  sensedAt: column.instant('OPERATIONAL'),
  isOpen: column.boolean('OPERATIONAL'),
});

import { column, table } from '@rapport/platform';
import type { DayBucket } from '../../domain/features/day-bucket.ts';
import type { SignalChange, SignalState } from '../../domain/signals/signal.ts';

export const dayBucketTable = table<{ customerId: string; day: string; bucket: DayBucket }>('day_bucket', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  day: column.date('BEHAVIOURAL', { primary: true }),
  bucket: column.json('FINANCIAL'),
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

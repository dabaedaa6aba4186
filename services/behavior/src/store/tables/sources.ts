import { column, table } from '@rapport/platform';
import type { TrackingPlan } from '../../domain/ingestion/plan/tracking-plan.ts';
import type { SourceHour } from '../../domain/ingestion/source-health.ts';
import type { CountedBreach } from '../../usecases/ports.ts';

/** Counts of a source's hour, in shards: processes that count at the same time do not wait for one another. */
export const sourceHourTable = table<SourceHour & { shard: number }>('source_hour', {
  hour: column.instant('OPERATIONAL', { primary: true }),
  source: column.text('OPERATIONAL', { primary: true }),
  shard: column.integer('OPERATIONAL', { primary: true }),
  applied: column.integer('OPERATIONAL'),
  late: column.integer('OPERATIONAL'),
  rejected: column.integer('OPERATIONAL'),
  warned: column.integer('OPERATIONAL'),
  lastReceivedAt: column.instant('OPERATIONAL'),
});

export const planBreachTable = table<CountedBreach>('plan_breach', {
  source: column.text('OPERATIONAL', { primary: true }),
  event: column.text('OPERATIONAL', { primary: true }),
  path: column.text('OPERATIONAL', { primary: true }),
  code: column.text('OPERATIONAL', { primary: true }),
  remedy: column.text('OPERATIONAL'),
  count: column.integer('OPERATIONAL'),
  lastAt: column.instant('OPERATIONAL'),
});

export type TrackingPlanRow = Omit<TrackingPlan, 'mode' | 'types' | 'events'> & {
  readonly plan: Pick<TrackingPlan, 'mode' | 'types' | 'events'>;
};

export const trackingPlanTable = table<TrackingPlanRow>('tracking_plan', {
  source: column.text('OPERATIONAL', { primary: true }),
  version: column.integer('OPERATIONAL', { primary: true }),
  plan: column.json('OPERATIONAL'),
  changedBy: column.text('PSEUDONYM'),
  changedAt: column.instant('OPERATIONAL'),
  reason: column.text('OPERATIONAL'),
});

import type { TrackingPlan } from '../domain/ingestion/plan/tracking-plan.ts';
import { HEALTH_HOURS, healthOf, type SourceHealth } from '../domain/ingestion/source-health.ts';
import type { CountedBreach, Now, Stores } from './ports.ts';

/** A source with how it fares, what it may send, and where it breaks that. */
export type SeenSource = SourceHealth & {
  readonly plan: TrackingPlan | null;
  readonly breaches: readonly CountedBreach[];
};

const HOUR_MS = 3_600_000;
const BREACHES_MAX = 50;

/** Every source that may send or did, by name. */
export const readSources =
  ({ stores, now, sources }: { stores: Pick<Stores, 'sources'>; now: Now; sources: readonly string[] }) =>
  async (): Promise<SeenSource[]> => {
    const at = now();
    const hours = await stores.sources.hoursSince(new Date(at.getTime() - HEALTH_HOURS * HOUR_MS));
    const plans = new Map((await stores.sources.plans()).map((plan) => [plan.source, plan]));
    const bySource = Map.groupBy(hours, ({ source }) => source);
    const names = [...new Set([...sources, ...bySource.keys()])].sort();
    const breaches = await stores.sources.breachesOf(names, BREACHES_MAX);
    return names.map((source) => ({
      ...healthOf(source, bySource.get(source) ?? [], at),
      plan: plans.get(source) ?? null,
      breaches: breaches.get(source) ?? [],
    }));
  };

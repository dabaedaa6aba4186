import type { Job } from '@rapport/platform';
import type { TrackingPlan } from '../domain/ingestion/plan/tracking-plan.ts';
import type { PlanOf } from '../usecases/ports.ts';

const EVERY_MS = 2_000;

/**
 * Keeps the plans in force at hand, two seconds old at most: a door asks no database, and works while there is none
 * by the plans that were told last.
 */
export const watchPlans = async (
  load: () => Promise<readonly TrackingPlan[]>,
): Promise<{ readonly planOf: PlanOf; readonly job: Job }> => {
  let plans: ReadonlyMap<string, TrackingPlan> = new Map();
  const run = async (): Promise<void> => {
    plans = new Map((await load()).map((plan) => [plan.source, plan]));
  };
  await run();
  return { planOf: (source) => plans.get(source) ?? null, job: { name: 'tracking plans', everyMs: EVERY_MS, run } };
};

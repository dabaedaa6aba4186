import type { Tx, Viewer } from '@rapport/contracts';
import {
  type PlanDraft,
  type PlanRefusal,
  planRefusal,
  type TrackingPlan,
} from '../domain/ingestion/plan/tracking-plan.ts';
import type { Stores } from './ports.ts';

/** Makes a new version of a source's plan; the doors keep it within seconds. @returns it, or why there is none */
export const changeTrackingPlan =
  ({ stores, sources }: { stores: Pick<Stores, 'sources'>; sources: readonly string[] }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { reason, ...draft }: PlanDraft & { reason: string },
  ): Promise<TrackingPlan | PlanRefusal> => {
    const refusal = sources.includes(draft.source) ? planRefusal(draft) : 'UNKNOWN_SOURCE';
    if (refusal) return refusal;
    const about = `tracking-plan-${draft.source}`;
    await tx.lock([about]);
    const before = (await stores.sources.plans(tx)).find(({ source }) => source === draft.source) ?? null;
    const plan = {
      ...draft,
      version: (before?.version ?? 0) + 1,
      changedBy: viewer.subject,
      changedAt: tx.now,
      reason,
    };
    await stores.sources.insertPlan(tx, plan);
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.behaviorChangeTrackingPlan',
      about,
      before,
      after: plan,
    });
    return plan;
  };

import { type Replay, replay } from '../domain/arbitration/replay.ts';
import type { Decision, RankingRecord } from '../domain/decision.ts';
import type { Stores } from './ports.ts';

/** A replay together with what was replayed. */
export type ReplayReport = Replay & {
  readonly decision: Decision;
  readonly record: Pick<RankingRecord, 'catalogueVersion' | 'policyVersion' | 'snapshotVersion' | 'seed' | 'model'>;
};

/** Ranks again what led to a decision, from what was recorded, and compares the bytes. Null: no such decision. */
export const replayRanking =
  ({ stores }: { stores: Pick<Stores, 'decisions' | 'rankings'> }) =>
  async (decisionId: string): Promise<ReplayReport | null> => {
    const decision = (await stores.decisions.findMany([decisionId])).get(decisionId);
    const record = decision && (await stores.rankings.findMany([decision.rankingId])).get(decision.rankingId);
    return record ? { ...replay(record), decision, record } : null;
  };

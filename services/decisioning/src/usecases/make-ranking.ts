import { canonicalJson, type Surface, type Tx } from '@rapport/contracts';
import { modelOf, type Tally } from '../domain/arbitration/model.ts';
import { POLICY } from '../domain/arbitration/policy.ts';
import { rank } from '../domain/arbitration/rank.ts';
import type { Ranking } from '../domain/arbitration/ranking.ts';
import { CATALOGUE } from '../domain/catalogue/catalogues.ts';
import type { Decision, RankingRecord } from '../domain/decision.ts';
import type { Knowledge } from '../domain/knowledge/knowledge.ts';
import { bucketOf, type DecisionMode, snapshotVersionOf } from '../domain/knowledge/snapshot.ts';
import type { Random, RankingKey } from './ports.ts';

/** The rules in force, as they are recorded with every ranking. */
const RULES = { catalogueVersion: CATALOGUE.version, policyVersion: POLICY.version };

/** Who asks for what is best, where. */
export type RankingAsk = { readonly customerId: string; readonly surface: Surface; readonly mode: DecisionMode };

/** The key under which an ask with this knowledge is answered once. */
export const keyOf = (ask: RankingAsk, knowledge: Knowledge, now: Date): RankingKey => ({
  customerId: ask.customerId,
  surface: ask.surface,
  mode: ask.mode,
  snapshotVersion: snapshotVersionOf(knowledge, RULES),
  bucket: bucketOf(now),
});

const seedOf = (random: Random): number => Buffer.from(random(4)).readUInt32BE();

/** Newest-first lists sort by id too: descending ids keep the best of a ranking in front. */
const descendingIds = (tx: Tx, count: number): string[] =>
  Array.from({ length: count }, () => tx.newId('dec'))
    .sort()
    .toReversed();

/** Ranks, and makes the records of it: what it followed from, its bytes, and a decision for each ranked action. */
export const makeRanking = (
  { tx, random, now }: { tx: Tx; random: Random; now: Date },
  key: RankingKey,
  knowledge: Knowledge,
  tallies: Readonly<Record<string, Tally>>,
): { ranking: Ranking; record: RankingRecord; decisions: Decision[] } => {
  const { customerId, surface, mode } = key;
  const snapshot = { knowledge, surface, mode, at: now.toISOString() };
  const model = modelOf(tallies);
  const seed = seedOf(random);
  const ranking = rank({ snapshot, catalogue: CATALOGUE, policy: POLICY, model, seed });
  const id = tx.newId('rnk');
  const { engineVersion, contextBucket } = ranking;
  const ids = descendingIds(tx, ranking.ranked.length);
  return {
    ranking,
    record: { id, ...key, snapshot, model, seed, engineVersion, ...RULES, result: canonicalJson(ranking) },
    decisions: ranking.ranked.map((ranked, index) => ({
      id: ids[index]!,
      decidedAt: tx.now,
      rankingId: id,
      customerId,
      surface,
      mode,
      ...ranked,
      contextBucket,
      catalogueVersion: RULES.catalogueVersion,
      expiresAt: null,
      causeRank: null,
    })),
  };
};

import type { Transact, Tx } from '@rapport/contracts';
import { contextBucketOf } from '../domain/arbitration/model.ts';
import type { Decision } from '../domain/decision.ts';
import type { Knowledge } from '../domain/knowledge/knowledge.ts';
import { keyOf, makeRanking, type RankingAsk } from './make-ranking.ts';
import type { Now, Random, RankingKey, Stores } from './ports.ts';
import { readKnowledge } from './read-knowledge.ts';

type Ports = { stores: Stores; transact: Transact; random: Random; now: Now };
type Asked = { readonly ask: RankingAsk; readonly key: RankingKey; readonly knowledge: Knowledge };

/** Answers asks that nobody answered yet. Who comes second finds the answer of who came first. */
const answerNew = async ({ stores, random }: Ports, tx: Tx, asked: readonly Asked[], now: Date): Promise<string[]> => {
  const contexts = asked.map(({ ask, knowledge }) => contextBucketOf({ surface: ask.surface, knowledge }));
  const tallies = await stores.outcomes.talliesOf([...new Set(contexts)], tx);
  const made = asked.map(({ key, knowledge }, index) =>
    makeRanking({ tx, random, now }, key, knowledge, tallies.get(contexts[index]!) ?? {}),
  );
  const first = await stores.rankings.insertNew(
    tx,
    made.map(({ record }) => record),
  );
  const decisions = made.filter(({ record }) => first.has(record.id)).flatMap((each) => each.decisions);
  await stores.decisions.insert(tx, decisions);
  const standing = await stores.rankings.findByKeys(
    asked.map(({ key }) => key),
    tx,
  );
  return asked.map((_, index) => standing.get(index)!);
};

/**
 * What is best for customers on surfaces, in the order asked. Within 30 s the same knowledge gives the same decisions,
 * however often and by however many it is asked at once. The number of statements does not grow with the asks.
 */
export const rankActions =
  (ports: Ports) =>
  async (asks: readonly RankingAsk[]): Promise<Decision[][]> => {
    const now = ports.now();
    const known = await readKnowledge(ports)([...new Set(asks.map(({ customerId }) => customerId))], now);
    const asked = asks.map((ask): Asked => {
      const knowledge = known.get(ask.customerId)!;
      return { ask, knowledge, key: keyOf(ask, knowledge, now) };
    });
    const standing = await ports.stores.rankings.findByKeys(asked.map(({ key }) => key));
    const unanswered = asked.filter((_, index) => !standing.has(index));
    const answered = unanswered.length > 0 ? await ports.transact((tx) => answerNew(ports, tx, unanswered, now)) : [];
    const rankingIds = asked.map((_, index) => standing.get(index) ?? answered.shift()!);
    const decisions = await ports.stores.decisions.ofRankings(rankingIds);
    return rankingIds.map((id) => decisions.get(id) ?? []);
  };

import DataLoader from 'dataloader';
import type { Ranking } from '../domain/arbitration/ranking.ts';
import type { Outcome } from '../domain/arbitration/tally.ts';
import type { Decision } from '../domain/decision.ts';
import type { Protection } from '../domain/protection/protection.ts';
import type { RankingAsk } from '../usecases/make-ranking.ts';
import type { DecisionPageRequest, Stores } from '../usecases/ports.ts';
import type { rankActions } from '../usecases/rank-actions.ts';
import type { readProtections } from '../usecases/read-protections.ts';

type Does = {
  readonly rankActions: ReturnType<typeof rankActions>;
  readonly readProtections: ReturnType<typeof readProtections>;
};

/** One statement per kind of thing and request, however many customers are asked for. */
export const createLoaders = ({ decisions, knowledge, outcomes, rankings }: Stores, does: Does) => ({
  locales: new DataLoader<string, string | undefined>(async (ids) => {
    const found = await knowledge.customersOf(ids);
    return ids.map((id) => found.get(id)?.[0]?.locale);
  }),
  protections: new DataLoader<string, Protection | null>((ids) => does.readProtections(ids)),
  nextBestActions: new DataLoader<RankingAsk, Decision[], string>((asks) => does.rankActions(asks), {
    cacheKeyFn: ({ customerId, surface, mode }) => `${customerId} ${surface} ${mode}`,
  }),
  decisions: new DataLoader<string, Decision | null>(async (ids) => {
    const found = await decisions.findMany(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
  decisionPages: new DataLoader<DecisionPageRequest, Decision[]>((requests) => decisions.pages(requests), {
    cache: false,
  }),
  lastOutcomes: new DataLoader<string, Outcome | null>(
    async (ids) => {
      const found = await outcomes.outcomesOf(ids);
      return ids.map((id) => found.get(id)?.at(-1)?.outcome ?? null);
    },
    { cache: false },
  ),
  rankings: new DataLoader<string, Ranking | null>(async (ids) => {
    const found = await rankings.findMany(ids);
    return ids.map((id) => (found.has(id) ? (JSON.parse(found.get(id)!.result) as Ranking) : null));
  }),
});
export type Loaders = ReturnType<typeof createLoaders>;

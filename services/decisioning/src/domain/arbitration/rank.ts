import type { Action, Catalogue } from '../catalogue/action.ts';
import { reasonsAgainst } from '../catalogue/judge-action.ts';
import { type RuleView, viewOf } from '../catalogue/rule.ts';
import { levelOf } from '../knowledge/signal-level.ts';
import type { Snapshot } from '../knowledge/snapshot.ts';
import { type Belief, drawFrom, meanOf } from './beta.ts';
import { contextBucketOf, type Model } from './model.ts';
import type { DecisionPolicy } from './policy.ts';
import type { Factors, RankedAction, Ranking } from './ranking.ts';
import { type NextRandom, seededRandom } from './seeded-random.ts';

/** Names the code that ranks: the same version gives the same bytes. */
export const ENGINE_VERSION = 'engine-1';

/** All that a ranking follows from. */
export type RankingInput = {
  readonly snapshot: Snapshot;
  readonly catalogue: Catalogue;
  readonly policy: DecisionPolicy;
  readonly model: Model;
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number;
};

type Candidate = {
  readonly action: Action;
  readonly belief: Belief;
  /** 0 comes before 1, whatever the score. */
  readonly tier: number;
  readonly contextWeight: number;
  readonly lever: number;
  readonly reasons: readonly string[];
};

/** Six digits: far finer than what is believed, and free of the last bits of floating point. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Why it is proposed: the signals it answers, the customer's protection, or that it is useful to anybody. */
const reasonsFor = (action: Action, { knowledge }: Snapshot): string[] => {
  const answered = action.answers
    .map((kind) => ({ kind, level: levelOf(knowledge.signals, kind) }))
    .filter(({ level }) => level !== 'NONE')
    .map(({ kind, level }) => `${kind}_${level}`);
  const level = knowledge.protection?.level ?? 'NONE';
  const isForProtection = action.group === 'HELP' && level !== 'NONE';
  const reasons = [...answered, ...(isForProtection ? [`PROTECTION_${level}`] : [])];
  return reasons.length > 0 ? reasons : ['GENERALLY_USEFUL'];
};

const contextWeightOf = (action: Action, snapshot: Snapshot, view: RuleView, policy: DecisionPolicy): number => {
  const answering = action.answers.reduce(
    (weight, kind) => weight * policy.answerWeight[levelOf(snapshot.knowledge.signals, kind)],
    1,
  );
  const hasWritten = action.group === 'HELP' && view.hoursSinceReceived <= policy.afterWriting.hours;
  return answering * (hasWritten ? policy.afterWriting.weight : 1);
};

const candidateOf = (action: Action, { snapshot, policy, model }: RankingInput, view: RuleView): Candidate => {
  const learnt = model.tallies[action.key] ?? { accepted: 0, refused: 0 };
  const isProtected = snapshot.knowledge.protection?.level === 'PROTECTED';
  return {
    action,
    belief: { accepted: action.prior.accepted + learnt.accepted, refused: action.prior.refused + learnt.refused },
    tier: isProtected && action.group !== 'HELP' ? 1 : 0,
    contextWeight: contextWeightOf(action, snapshot, view, policy),
    lever: 1 + (policy.leverPercent[action.group] ?? 0) / 100,
    reasons: reasonsFor(action, snapshot),
  };
};

const factorsOf = ({ action, contextWeight, lever }: Candidate, acceptance: number): Factors => ({
  acceptance: rounded(acceptance),
  value: action.value,
  contextWeight: rounded(contextWeight),
  lever: rounded(lever),
  priority: rounded(acceptance * action.value * contextWeight * lever),
});

/**
 * How probable it is that each candidate comes first, estimated by drawing the contest again: add-one smoothing
 * (Laplace) keeps each above zero. Only the first tier can come first; the others are left out.
 */
const selectionPropensities = (
  candidates: readonly Candidate[],
  drawCount: number,
  next: NextRandom,
): Map<string, number> => {
  const tier = Math.min(...candidates.map((candidate) => candidate.tier));
  const rivals = candidates.filter((candidate) => candidate.tier === tier);
  const wins = new Map(rivals.map(({ action }) => [action.key, 1]));
  for (let draw = 0; draw < drawCount; draw += 1) {
    let [best, bestPriority] = ['', -1];
    for (const { action, belief, contextWeight, lever } of rivals) {
      const priority = drawFrom(belief, next) * action.value * contextWeight * lever;
      if (priority > bestPriority) [best, bestPriority] = [action.key, priority];
    }
    wins.set(best, wins.get(best)! + 1);
  }
  const total = drawCount + rivals.length;
  return new Map([...wins].map(([key, count]) => [key, rounded(count / total)]));
};

const arbitrate = (candidates: readonly Candidate[], { snapshot, policy, seed }: RankingInput): RankedAction[] => {
  const next = seededRandom(seed);
  const isServed = snapshot.mode === 'SERVED';
  const scored = candidates.map((candidate) => ({
    candidate,
    factors: factorsOf(candidate, isServed ? drawFrom(candidate.belief, next) : meanOf(candidate.belief)),
  }));
  const ordered = scored.sort(
    (a, b) =>
      a.candidate.tier - b.candidate.tier ||
      b.factors.priority - a.factors.priority ||
      (a.candidate.action.key < b.candidate.action.key ? -1 : 1),
  );
  const chances = isServed && ordered.length > 0 ? selectionPropensities(candidates, policy.drawCount, next) : null;
  return ordered.map(({ candidate: { action, reasons }, factors }, index) => ({
    actionKey: action.key,
    rank: index + 1,
    factors,
    // Where nothing is explored, the first is certain to come first.
    propensity: chances ? (chances.get(action.key) ?? 0) : index === 0 ? 1 : 0,
    reasons,
  }));
};

/**
 * Ranks every action of the catalogue that belongs on the surface, or says why it is left out. Pure: the same input
 * gives the same bytes. Thompson sampling where it is served; where it is observed, means, and nothing is explored.
 */
export const rank = (input: RankingInput): Ranking => {
  const { snapshot, catalogue, policy, model, seed } = input;
  const view = viewOf(snapshot);
  const judged = catalogue.actions
    .filter(({ surfaces }) => surfaces.includes(snapshot.surface))
    .map((action) => ({ action, reasons: reasonsAgainst(action, snapshot, view, policy) }));
  const candidates = judged
    .filter(({ reasons }) => reasons.length === 0)
    .map(({ action }) => candidateOf(action, input, view));
  return {
    engineVersion: ENGINE_VERSION,
    catalogueVersion: catalogue.version,
    policyVersion: policy.version,
    modelVersion: model.version,
    contextBucket: contextBucketOf(snapshot),
    seed,
    drawCount: snapshot.mode === 'SERVED' ? policy.drawCount : 0,
    ranked: arbitrate(candidates, input),
    excluded: judged
      .filter(({ reasons }) => reasons.length > 0)
      .map(({ action, reasons }) => ({ actionKey: action.key, reasons })),
  };
};

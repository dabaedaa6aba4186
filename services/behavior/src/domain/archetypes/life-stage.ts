/** A stage of life with how much speaks for it, by archetype. */
type Stage = { readonly name: string; readonly bias: number; readonly weights: Readonly<Record<string, number>> };

/** The stages, in the order in which they are usually lived. */
const STAGES: readonly Stage[] = [
  { name: 'STUDYING', bias: -1, weights: { STUDENT: 4 } },
  { name: 'STARTING_OUT', bias: 0, weights: { SALARIED: 0.8, GIG_WORKER: 1, NEWCOMER: 0.7, SAVER: 0.5 } },
  { name: 'RAISING_A_FAMILY', bias: -1, weights: { FAMILY: 4.5 } },
  { name: 'ESTABLISHED', bias: 0, weights: { SALARIED: 0.8, FREELANCER: 1, HOMEOWNER: 1.8, INVESTOR: 1 } },
  { name: 'RETIRED', bias: -1, weights: { RETIREE: 5 } },
];

/** How likely a stage of life is. */
export type StageShare = { readonly name: string; readonly share: number };

/**
 * The stages of life with their probabilities, which add up to 1, likeliest first: softmax over the archetypes' shares
 * with weights that are set, not learnt. Age is not asked for and not guessed. Empty where no archetype could be told.
 */
export const lifeStagesOf = (shares: readonly { readonly name: string; readonly share: number }[]): StageShare[] => {
  if (shares.length === 0) return [];
  const known = new Map(shares.map(({ name, share }) => [name, share]));
  const odds = STAGES.map(({ name, bias, weights }) => ({
    name,
    odds: Math.exp(
      Object.entries(weights).reduce((sum, [archetype, weight]) => sum + weight * (known.get(archetype) ?? 0), bias),
    ),
  }));
  const total = odds.reduce((sum, stage) => sum + stage.odds, 0);
  return odds
    .map((stage) => ({ name: stage.name, share: Number((stage.odds / total).toFixed(4)) }))
    .sort((a, b) => b.share - a.share);
};

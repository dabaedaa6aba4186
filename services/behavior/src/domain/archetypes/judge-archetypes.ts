import { logistic } from '../signals/evidence/combine-evidence.ts';
import { type Weighed, weigh } from '../signals/evidence/ingredient.ts';
import type { SignalCase } from '../signals/signal.ts';
import type { Archetype, Push, Share } from './archetype.ts';
import { ARCHETYPES } from './registry.ts';

const PUSHES_MAX = 5;

const sizeOf = ({ ingredient: { weight }, strength }: Weighed): number => Math.abs(weight * strength);

const pushesOf = (weighed: readonly Weighed[]): Push[] =>
  weighed
    .filter((one) => sizeOf(one) > 0)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, PUSHES_MAX)
    .map(({ ingredient: { of, weight, say }, value }) => ({
      feature: of.name,
      direction: weight > 0 ? 'FOR' : 'AGAINST',
      words: say(value!),
    }));

const shareOf = ({ name, bias, ingredients }: Archetype, subject: SignalCase): Share => {
  const weighed = weigh(ingredients, subject);
  return { name, share: logistic(bias, weighed), pushes: pushesOf(weighed) };
};

/**
 * How much of each archetype fits, as of today's evidence alone: independent logistic shares, for one may be salaried,
 * a parent and a saver at once. Empty for somebody of whom nothing was seen.
 */
export const judgeArchetypes = (subject: SignalCase): Share[] =>
  subject.days.allDays.length === 0 ? [] : ARCHETYPES.map((archetype) => shareOf(archetype, subject));

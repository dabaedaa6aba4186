import { type BoostingSettings, fitBoostedTrees } from '../learning/boosted-trees.ts';
import { fitLogistic } from '../learning/logistic-regression.ts';
import type { Sample } from '../learning/sample.ts';
import type { ModelMember } from './model-file.ts';

/** How a model is learnt. */
export type Recipe = {
  /** The penalty of a logistic member; null: there is none. */
  readonly logisticL2: number | null;
  readonly boosting: Omit<BoostingSettings, 'seed'>;
  /** How many sums of trees, each by a seed of its own. */
  readonly forests: number;
};

/** For some hundred to some thousand rows: many opinions, none of them loud. */
export const FEW_ROWS: Recipe = {
  logisticL2: null,
  boosting: { trees: 60, depth: 3, rate: 0.08, l2: 2, leafMin: 1.5, share: 0.5 },
  forests: 4,
};

/** For ten thousands of rows and more: one sum of trees, stopped early. */
export const MANY_ROWS: Recipe = {
  logisticL2: null,
  boosting: { trees: 60, depth: 4, rate: 0.1, l2: 20, leafMin: 3, share: 0.5 },
  forests: 1,
};

/** A weighted sum alone: the easiest to read, where it does as well. */
export const LINEAR: Recipe = { ...FEW_ROWS, logisticL2: 10, forests: 0 };

const MANY = 20_000;

export const MODEL_FORMS = ['TREES', 'LINEAR'] as const;
export type ModelForm = (typeof MODEL_FORMS)[number];

/** The recipe for so many rows. */
export const recipeFor = (form: ModelForm, rows: number): Recipe => {
  if (form === 'LINEAR') return LINEAR;
  return rows < MANY ? FEW_ROWS : MANY_ROWS;
};

/** The members that a recipe learns from a sample; the same sample and seed give the same members. */
export const learnMembers = (
  sample: Sample,
  { logisticL2, boosting, forests }: Recipe,
  seed: number,
): ModelMember[] => [
  ...(logisticL2 === null ? [] : [{ form: 'LOGISTIC' as const, ...fitLogistic(sample, { l2: logisticL2 }) }]),
  ...Array.from({ length: forests }, (_, forest) => ({
    form: 'TREES' as const,
    ...fitBoostedTrees(sample, { ...boosting, seed: seed + forest }),
  })),
];

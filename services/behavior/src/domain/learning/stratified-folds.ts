import { seededDraws, shuffled } from '../seeded-draws.ts';

/**
 * The fold of every row, 0 to `folds` − 1: each label is spread evenly over the folds, which rows go together is drawn
 * by the seed (Kohavi 1995).
 */
export const stratifiedFolds = (labels: Uint8Array, folds: number, seed: number): Uint8Array => {
  const draw = seededDraws(seed);
  const fold = new Uint8Array(labels.length);
  let next = 0;
  for (const label of [1, 0]) {
    const rows = [...labels.keys()].filter((row) => labels[row] === label);
    for (const index of shuffled(rows.length, draw)) {
      fold[rows[index]!] = next % folds;
      next += 1;
    }
  }
  return fold;
};

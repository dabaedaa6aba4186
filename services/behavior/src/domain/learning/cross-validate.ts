import { rowOf, rowsOf, type Sample } from './sample.ts';
import { stratifiedFolds } from './stratified-folds.ts';

/** Learns from a sample; answers what scores a row. */
export type Learner = (sample: Sample) => (inputs: readonly number[]) => number;

/**
 * Repeated stratified cross-validation: for each repeat the score of every row by a model that never saw it. Repeat r
 * draws its folds by `seed` + r.
 */
export const crossValidate = (
  sample: Sample,
  learn: Learner,
  { folds, repeats, seed }: { readonly folds: number; readonly repeats: number; readonly seed: number },
): Float64Array[] =>
  Array.from({ length: repeats }, (_, repeat) => {
    const fold = stratifiedFolds(sample.labels, folds, seed + repeat);
    const scores = new Float64Array(sample.labels.length);
    for (let held = 0; held < folds; held += 1) {
      const rows = [...fold.keys()];
      const score = learn(
        rowsOf(
          sample,
          rows.filter((row) => fold[row] !== held),
        ),
      );
      for (const row of rows) if (fold[row] === held) scores[row] = score(rowOf(sample, row));
    }
    return scores;
  });

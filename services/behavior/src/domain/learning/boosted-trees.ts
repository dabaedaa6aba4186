import { seededDraws } from '../seeded-draws.ts';
import { logOddsOf, probabilityOf } from './logistic-function.ts';
import { binOf, quantileEdges } from './quantile-bins.ts';
import type { Sample } from './sample.ts';
import { growTree, type Tree } from './tree.ts';

/** A sum of small trees, in log-odds. */
export type BoostedTrees = {
  /** The log-odds before any tree has spoken. */
  readonly base: number;
  readonly trees: readonly Tree[];
};

export type BoostingSettings = {
  readonly trees: number;
  readonly depth: number;
  /** How much of each tree is believed, 0 to 1. */
  readonly rate: number;
  readonly l2: number;
  /** The least curvature (Σ p(1 − p)) in a leaf. */
  readonly leafMin: number;
  /** The share of rows that each tree is grown on, drawn by the seed. */
  readonly share: number;
  readonly seed: number;
};

const BINS_MAX = 64;

/** Six digits are enough of a leaf, and keep model files small. */
const short = (value: number): number => Number(value.toPrecision(6));

/** The value of the leaf that a row falls into. */
export const leafOf = ({ input, threshold, left, value }: Tree, inputs: readonly number[]): number => {
  let node = 0;
  while (input[node]! >= 0) node = inputs[input[node]!]! <= threshold[node]! ? left[node]! : left[node]! + 1;
  return value[node]!;
};

/**
 * Gradient-boosted trees for the logistic loss (Friedman 2001), by histograms of quantile bins and second-order leaves
 * (Chen and Guestrin 2016, eq. 5 to 7). The same rows, settings and seed give the same trees.
 */
export const fitBoostedTrees = (sample: Sample, settings: BoostingSettings): BoostedTrees => {
  const { columns, labels } = sample;
  const count = labels.length;
  const edges = columns.map((column) => quantileEdges(column, BINS_MAX));
  const bins = columns.map((column, input) => Uint8Array.from(column, (value) => binOf(edges[input]!, value)));
  const draw = seededDraws(settings.seed);
  const base = short(logOddsOf(labels.reduce((sum, label) => sum + label, 0) / count));
  const logOdds = new Float64Array(count).fill(base);
  const [gradient, curvature] = [new Float64Array(count), new Float64Array(count)];
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round += 1) {
    const rows: number[] = [];
    for (let row = 0; row < count; row += 1) {
      const probability = probabilityOf(logOdds[row]!);
      gradient[row] = probability - labels[row]!;
      curvature[row] = probability * (1 - probability);
      if (draw() < settings.share) rows.push(row);
    }
    const { tree, leafBy } = growTree({ bins, edges, gradient, curvature, rows: Int32Array.from(rows) }, settings);
    for (let row = 0; row < count; row += 1) logOdds[row]! += tree.value[leafBy(row)]!;
    trees.push(tree);
  }
  return { base, trees };
};

/** The log-odds of one row. */
export const logOddsOfTrees = ({ base, trees }: BoostedTrees, inputs: readonly number[]): number =>
  trees.reduce((sum, tree) => sum + leafOf(tree, inputs), base);

/**
 * How far each input pushes the log-odds: on the way from root to leaf, each step's change of value goes to the input
 * that was asked (Saabas 2014). `bias` is where everybody starts; bias and pushes add up to the log-odds exactly.
 */
export const pushesOfTrees = (
  { base, trees }: BoostedTrees,
  inputs: readonly number[],
): { bias: number; pushes: number[] } => {
  const pushes = inputs.map(() => 0);
  let bias = base;
  for (const { input, threshold, left, value } of trees) {
    let node = 0;
    bias += value[0]!;
    while (input[node]! >= 0) {
      const asked = input[node]!;
      const next = inputs[asked]! <= threshold[node]! ? left[node]! : left[node]! + 1;
      pushes[asked]! += value[next]! - value[node]!;
      node = next;
    }
  }
  return { bias, pushes };
};

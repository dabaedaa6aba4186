import { probabilityOf } from './logistic-function.ts';
import type { Sample } from './sample.ts';
import { solvePositive } from './solve-positive.ts';

/** A weighted sum of standardised inputs, in log-odds. */
export type Logistic = {
  readonly means: readonly number[];
  /** Standard deviations; 1 for an input that never changed. */
  readonly scales: readonly number[];
  readonly weights: readonly number[];
  readonly intercept: number;
};

const STEPS_MAX = 50;
const CLOSE_ENOUGH = 1e-8;

/** Mean and standard deviation of what could be told of an input. */
const standardOf = (column: Float64Array): { mean: number; scale: number } => {
  let [count, sum] = [0, 0];
  for (const value of column) if (Number.isFinite(value)) [count, sum] = [count + 1, sum + value];
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (const value of column) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  const scale = count === 0 ? 0 : Math.sqrt(squares / count);
  return { mean, scale: scale > 1e-12 * Math.max(Math.abs(mean), 1) ? scale : 1 };
};

/** Standardised rows, row-major, with a last column of ones; what could not be told stands at the mean. */
const designOf = ({ columns, labels }: Sample, standards: readonly { mean: number; scale: number }[]): Float64Array => {
  const width = columns.length + 1;
  const design = new Float64Array(labels.length * width).fill(1);
  columns.forEach((column, input) => {
    const { mean, scale } = standards[input]!;
    for (let row = 0; row < labels.length; row += 1) {
      const value = column[row]!;
      design[row * width + input] = Number.isFinite(value) ? (value - mean) / scale : 0;
    }
  });
  return design;
};

/** Gradient and curvature of the penalised log-likelihood at some weights. */
const slopesAt = (design: Float64Array, labels: Uint8Array, weights: Float64Array, l2: number) => {
  const width = weights.length;
  const gradient = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  for (let row = 0; row < labels.length; row += 1) {
    const start = row * width;
    let logOdds = 0;
    for (let i = 0; i < width; i += 1) logOdds += design[start + i]! * weights[i]!;
    const probability = probabilityOf(logOdds);
    const weight = Math.max(probability * (1 - probability), 1e-10);
    for (let i = 0; i < width; i += 1) {
      const value = design[start + i]!;
      gradient[i]! += value * (labels[row]! - probability);
      for (let j = 0; j <= i; j += 1) curvature[i * width + j]! += weight * value * design[start + j]!;
    }
  }
  for (let i = 0; i < width - 1; i += 1) {
    gradient[i]! -= l2 * weights[i]!;
    curvature[i * width + i]! += l2;
  }
  curvature[width * width - 1]! += 1e-9;
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < i; j += 1) curvature[j * width + i] = curvature[i * width + j]!;
  return { gradient, curvature };
};

/**
 * Logistic regression with an L2 penalty of `l2` / 2 · Σ weight² on standardised inputs, the intercept left free, by
 * Newton's method (iteratively reweighted least squares: Hastie, Tibshirani and Friedman 2009, 4.4.1), each step at
 * most 5 long so that it converges on separable rows too. What cannot be told of an input pushes nowhere.
 */
export const fitLogistic = (sample: Sample, { l2 }: { readonly l2: number }): Logistic => {
  const standards = sample.columns.map(standardOf);
  const design = designOf(sample, standards);
  const weights = new Float64Array(sample.columns.length + 1);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const { gradient, curvature } = slopesAt(design, sample.labels, weights, l2);
    const move = solvePositive(curvature, gradient);
    const length = Math.sqrt(move.reduce((sum, part) => sum + part * part, 0));
    const shorten = length > 5 ? 5 / length : 1;
    for (let i = 0; i < weights.length; i += 1) weights[i]! += move[i]! * shorten;
    if (length < CLOSE_ENOUGH) break;
  }
  return {
    means: standards.map(({ mean }) => mean),
    scales: standards.map(({ scale }) => scale),
    weights: Array.from(weights.subarray(0, -1)),
    intercept: weights[weights.length - 1]!,
  };
};

/** How far each input pushes the log-odds, beside the intercept: weight × (value − mean) / scale. */
export const pushesOfLogistic = ({ means, scales, weights }: Logistic, inputs: readonly number[]): number[] =>
  weights.map((weight, input) => {
    const value = inputs[input]!;
    return Number.isFinite(value) ? (weight * (value - means[input]!)) / scales[input]! : 0;
  });

/** The log-odds of one row. */
export const logOddsOfLogistic = (model: Logistic, inputs: readonly number[]): number =>
  pushesOfLogistic(model, inputs).reduce((sum, push) => sum + push, model.intercept);

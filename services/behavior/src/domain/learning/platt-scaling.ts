import { fitLogistic } from './logistic-regression.ts';

/** log-odds = slope × score + offset. */
export type Platt = { readonly slope: number; readonly offset: number };

/**
 * Platt scaling (1999): the straight line through log-odds that makes scores of rows not learnt from into
 * probabilities. A slope below zero would turn the order round: then everybody gets the share of positives.
 */
export const fitPlatt = (logOdds: Float64Array, labels: Uint8Array): Platt => {
  const { means, scales, weights, intercept } = fitLogistic({ columns: [logOdds], labels }, { l2: 1e-3 });
  const slope = weights[0]! / scales[0]!;
  if (slope <= 0) return { slope: 0, offset: intercept };
  return { slope, offset: intercept - slope * means[0]! };
};

import { totalOf } from '../../features/total-of.ts';
import { logGamma } from '../../learning/log-gamma.ts';

/** Half a count in each category: Jeffreys' prior of shares. */
const HALF = 0.5;

/** ln of how probable counts are, their order given, where every division into shares is possible. */
const logProbabilityOf = (counts: readonly number[]): number => {
  const prior = HALF * counts.length;
  return counts.reduce(
    (sum, count) => sum + logGamma(HALF + count) - logGamma(HALF),
    logGamma(prior) - logGamma(prior + totalOf(counts)),
  );
};

/**
 * How strongly two sets of counts over the same categories speak for two distributions instead of one: the weight of
 * evidence (Good 1985, Bayesian Statistics 2), log₁₀ of the Bayes factor of independence in a two-row table under
 * Jeffreys' prior (Gunel and Dickey 1974, Biometrika 61). Exact for few counts, and it weighs itself against the number
 * of categories. Counts need not be whole.
 * Unit: bans, powers of ten of the odds. Positive speaks for a difference, negative against; where there
 * is none, three bans come by chance at most once in a thousand (Markov's inequality).
 */
export const weightOfEvidence = (one: readonly number[], other: readonly number[]): number => {
  const both = one.map((count, category) => count + other[category]!);
  return (logProbabilityOf(one) + logProbabilityOf(other) - logProbabilityOf(both)) / Math.LN10;
};

import type { Weighed } from './ingredient.ts';

const rounded = (value: number): number => Number(value.toFixed(4));

/**
 * Noisy-or (Pearl 1988, Probabilistic Reasoning in Intelligent Systems, 4.3.2): 1 − Π(1 − weight × strength). Each
 * ingredient suffices as far as its weight goes and none calms another, so the result rises with every one of them.
 * @returns 0 to 1, four digits
 */
export const noisyOr = (weighed: readonly Weighed[]): number =>
  rounded(1 - weighed.reduce((calm, { ingredient, strength }) => calm * (1 - ingredient.weight * strength), 1));

/**
 * Logistic regression's form with weights that are set, not learnt: 1 / (1 + exp(−(bias + Σ weight × strength))).
 * Ingredients of negative weight speak against.
 * @returns 0 to 1, four digits
 */
export const logistic = (bias: number, weighed: readonly Weighed[]): number =>
  rounded(
    1 / (1 + Math.exp(-weighed.reduce((sum, { ingredient, strength }) => sum + ingredient.weight * strength, bias))),
  );

/** Days after which an account has been seen for long enough. */
const HISTORY_DAYS_FULL = 60;
const DAY_MS = 86_400_000;

/**
 * How much there was to judge by, 0 to 1: half of it is how long the account was seen (60 days are enough), half how
 * many of the ingredients could be told.
 */
export const confidenceOf = (weighed: readonly Weighed[], { firstDay, today }: SeenSince): number => {
  if (firstDay === null || weighed.length === 0) return 0;
  const seenDays = (Date.parse(today) - Date.parse(firstDay)) / DAY_MS + 1;
  const told = weighed.filter(({ value }) => value !== null).length / weighed.length;
  return rounded(0.5 * Math.min(seenDays / HISTORY_DAYS_FULL, 1) + 0.5 * told);
};

/** Since which day a customer was seen, as of today; null where never. */
export type SeenSince = { readonly firstDay: string | null; readonly today: string };

import { seededRandom } from '@rapport/testkit';
import type { LabelledPayment } from './load-payments.ts';

/** What was right and wrong in one account. */
export type Tally = {
  readonly accountId: string;
  readonly hits: number;
  /** Flagged and no standing order. */
  readonly strays: number;
  readonly misses: number;
};

/** The judged payments of each account, counted. */
export const tallyOf = (
  payments: readonly LabelledPayment[],
  isFlagged: (payment: LabelledPayment) => boolean,
): Tally[] =>
  [
    ...Map.groupBy(
      payments.filter(({ isJudged }) => isJudged),
      ({ accountId }) => accountId,
    ),
  ].map(([accountId, own]) => ({
    accountId,
    hits: own.filter((payment) => payment.order !== null && isFlagged(payment)).length,
    strays: own.filter((payment) => payment.order === null && isFlagged(payment)).length,
    misses: own.filter((payment) => payment.order !== null && !isFlagged(payment)).length,
  }));

/** F1 over all payments; 0 where nothing was found and nothing was there. */
export const f1Of = (tallies: readonly Tally[]): number => {
  let [hits, wrong] = [0, 0];
  for (const tally of tallies) [hits, wrong] = [hits + tally.hits, wrong + tally.strays + tally.misses];
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong);
};

const DRAWS = 500;

/** The middle 95 % of a measure over accounts drawn with replacement. */
export const intervalOf = (
  tallies: readonly Tally[],
  measure: (of: readonly Tally[]) => number,
  seed: number,
): [number, number] => {
  const { next: random } = seededRandom(seed);
  const accounts = [...Map.groupBy(tallies, ({ accountId }) => accountId).values()];
  const drawn = Array.from({ length: DRAWS }, () =>
    measure(accounts.flatMap(() => accounts[Math.floor(random() * accounts.length)]!)),
  ).sort((a, b) => a - b);
  return [drawn[Math.floor(DRAWS * 0.025)]!, drawn[Math.floor(DRAWS * 0.975)]!];
};

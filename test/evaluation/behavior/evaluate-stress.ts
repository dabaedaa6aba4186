import { aucOf, drawnInterval } from '../measure-ranking.ts';
import type { Measured } from '../report-quality.ts';
import { type LoanCase, loadLoans } from './load-loans.ts';
import { replayBehavior } from './replay-behavior.ts';

const SEED = 1;
const DRAWS = 500;

type Verdict = {
  readonly accountId: string;
  /** One score of a model that never saw the account for each repeat of the cross-validation. */
  readonly scores: readonly number[];
  /** What behavior's rules say of the same day. */
  readonly rules: number;
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The scores of loans by models that never saw them. */
export const replayStress = async (
  learn: readonly LoanCase[],
  test: readonly LoanCase[],
): Promise<Map<string, Verdict>> => {
  const lines = [
    ...learn.map((loan) => ({ ...loan, part: 'LEARN', seed: SEED })),
    ...test.map((loan) => ({ ...loan, part: 'TEST', seed: SEED })),
  ];
  const verdicts = await replayBehavior<Verdict>('stress/main.ts', lines);
  return new Map(verdicts.map((verdict) => [verdict.accountId, verdict]));
};

const refuseSharedLoans = (one: readonly LoanCase[], other: readonly LoanCase[]): void => {
  const known = new Set(one.map(({ accountId }) => accountId));
  const shared = other.find(({ accountId }) => known.has(accountId));
  if (shared) throw new Error(`account ${shared.accountId} of berka is in both parts: split by account`);
};

/**
 * How well a learnt model foresees from the transactions before a loan that it will go bad (status B or D), in repeated
 * cross-validation, or learnt on one folder and measured on the other. Beside it behavior's rules, which learn nothing.
 */
export const evaluateStress = async (data: string, test: string | null): Promise<Measured[]> => {
  const learn = loadLoans(data);
  const held = test === null ? [] : loadLoans(test);
  refuseSharedLoans(learn, held);
  const judged = test === null ? learn : held;
  const verdicts = await replayStress(learn, held);
  const repeats = verdicts.get(judged[0]!.accountId)!.scores.length;
  const rowsOf = (loans: readonly LoanCase[], scoreOf: (verdict: Verdict) => number) =>
    loans.map(({ accountId, isBad }) => ({ score: scoreOf(verdicts.get(accountId)!), isTrue: isBad }));
  const measure = (loans: readonly LoanCase[]) =>
    meanOf([...Array(repeats).keys()].map((repeat) => aucOf(rowsOf(loans, ({ scores }) => scores[repeat]!))));
  return [
    {
      task: 'financial stress before a loan goes bad',
      metric: 'AUC',
      ours: measure(judged),
      interval: drawnInterval(judged, measure, { draws: DRAWS, seed: SEED }),
      baseline: aucOf(rowsOf(judged, ({ rules }) => rules)),
      split: test === null ? `5-fold cross-validation of --data, ${repeats} times` : 'learnt on --data, all of --test',
      seed: SEED,
    },
  ];
};

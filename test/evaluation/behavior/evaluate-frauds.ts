import { aucOf, averagePrecisionOf, drawnInterval, type ScoredRow } from '../measure-ranking.ts';
import type { Measured } from '../report-quality.ts';
import { type JudgedPayment, loadCardPayments } from './load-card-payments.ts';
import { replayBehavior } from './replay-behavior.ts';

const SEED = 1;
const DRAWS = 10;
/** Until three weeks are known there is no baseline of a person to speak of. */
const LEARNT_FROM = 21;
const LEARNT_TO = 120;
const LABEL_DELAY_DAYS = 7;
const ALERTS = 100;

type Verdict = { readonly transactionId: string; readonly score: number; readonly amountAlone: number };
type Judged = JudgedPayment & Verdict;

/** The part of a payment: learnt from until day 120; judged once the labels of that day are known. */
const partOf = (day: number, { learns, tests }: { learns: boolean; tests: boolean }): 'WARM' | 'LEARN' | 'TEST' => {
  if (learns && day >= LEARNT_FROM && day < LEARNT_TO) return 'LEARN';
  return tests && day >= LEARNT_TO + LABEL_DELAY_DAYS ? 'TEST' : 'WARM';
};

/** Line by line, so that half a million are never held twice. */
function* linesOf(
  payments: readonly JudgedPayment[],
  set: string,
  does: { learns: boolean; tests: boolean },
): Generator {
  for (const { day, ...payment } of payments) yield { ...payment, part: partOf(day, does), set };
}

/** The judged payments of a set, by a model that was learnt from earlier ones, or from those of another set. */
export const judgePayments = async (
  learn: readonly JudgedPayment[],
  test: readonly JudgedPayment[] | null,
): Promise<Judged[]> => {
  const lines = function* (): Generator {
    yield* linesOf(learn, 'learn', { learns: true, tests: test === null });
    if (test) yield* linesOf(test, 'test', { learns: false, tests: true });
  };
  const verdicts = await replayBehavior<Verdict>('frauds/main.ts', lines());
  const known = new Map((test ?? learn).map((payment) => [payment.transactionId, payment]));
  return verdicts.map((verdict) => ({ ...known.get(verdict.transactionId)!, ...verdict }));
};

/** Of the cards with the 100 highest scores of a day the share that were defrauded on it; the mean over days. */
export const cardPrecisionOf = (judged: readonly Judged[], scoreOf: (of: Judged) => number): number => {
  const days = [...Map.groupBy(judged, ({ day }) => day).values()].map((payments) => {
    const cards = [...Map.groupBy(payments, ({ customer }) => customer).values()].map((own) => ({
      score: own.reduce((highest, payment) => Math.max(highest, scoreOf(payment)), -Infinity),
      isFraud: own.some(({ isFraud }) => isFraud),
    }));
    const alerts = cards.sort((a, b) => b.score - a.score).slice(0, ALERTS);
    return alerts.filter(({ isFraud }) => isFraud).length / alerts.length;
  });
  return days.reduce((sum, precision) => sum + precision, 0) / days.length;
};

const refuseSharedPayments = (one: readonly JudgedPayment[], other: readonly JudgedPayment[]): void => {
  const known = new Set(one.map(({ transactionId }) => transactionId));
  const shared = other.find(({ transactionId }) => known.has(transactionId));
  if (shared) throw new Error(`transaction ${shared.transactionId} of card_fraud_simulated is in both parts`);
};

/**
 * How well fraud stands out against the person's own baseline and the merchant's record: learnt to day 120, judged from
 * day 127 on, when the labels of day 120 have come back. Beside it a logistic regression on the amount alone.
 */
export const evaluateFrauds = async (data: string, test: string | null): Promise<Measured[]> => {
  const learn = loadCardPayments(data);
  const held = test === null ? null : loadCardPayments(test);
  if (held) refuseSharedPayments(learn, held);
  const judged = await judgePayments(learn, held);
  const rows = (of: readonly Judged[], scoreOf: (one: Judged) => number): ScoredRow[] =>
    of.map((payment) => ({ score: scoreOf(payment), isTrue: payment.isFraud }));
  const byCustomer = [...Map.groupBy(judged, ({ customer }) => customer).values()];
  // Drawn are customers, whose payments are no strangers to each other; of what is measured by the day, days.
  const byDay = [...Map.groupBy(judged, ({ day }) => day).values()];
  const row = (
    metric: string,
    units: readonly Judged[][],
    measure: (of: readonly Judged[], scoreOf: (one: Judged) => number) => number,
  ) => ({
    task: 'fraud anomaly',
    metric,
    ours: measure(judged, ({ score }) => score),
    interval: drawnInterval(units, (drawn) => measure(drawn.flat(), ({ score }) => score), {
      draws: DRAWS,
      seed: SEED,
    }),
    baseline: measure(judged, ({ amountAlone }) => amountAlone),
    split: test === null ? 'to day 120, from day 127' : 'to day 120 of --data, from day 127 of --test',
    seed: SEED,
  });
  return [
    row('AUC', byCustomer, (of, scoreOf) => aucOf(rows(of, scoreOf))),
    row('average precision', byCustomer, (of, scoreOf) => averagePrecisionOf(rows(of, scoreOf))),
    row('card precision at 100 alerts a day', byDay, cardPrecisionOf),
  ];
};

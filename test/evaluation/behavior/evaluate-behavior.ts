import { seededRandom } from '@rapport/testkit';
import type { Measured } from '../report-quality.ts';
import { evaluateCategories } from './evaluate-categories.ts';
import { evaluateChanges } from './evaluate-changes.ts';
import { evaluateForecast } from './evaluate-forecast.ts';
import { evaluateFrauds } from './evaluate-frauds.ts';
import { evaluateSpending } from './evaluate-spending.ts';
import { evaluateStress } from './evaluate-stress.ts';
import { areCardPaymentsIn } from './load-card-payments.ts';
import { isBerkaIn, type LabelledPayment, loadPayments, refuseShared } from './load-payments.ts';
import { replayPayments, type Verdict } from './replay-payments.ts';
import { f1Of, intervalOf, type Tally, tallyOf } from './tally.ts';

const SEED = 1;
/** How often payments are blurred anew: the figure is of all times together, for one draw says little. */
const BLURS = 5;
const DAY_MS = 86_400_000;
const JUDGED_FROM = 3;
const NEXT_WITHIN_DAYS = 2;
const OVERDUE_DAYS = 45;

/** The payments with amounts ±8 %, dates ±4 days and one in ten dropped. */
const perturb = (payments: readonly LabelledPayment[], seed: number): LabelledPayment[] => {
  const { next: random } = seededRandom(seed);
  return payments
    .map((payment) => ({ payment, isKept: random() >= 0.1, amount: random(), date: random() }))
    .filter(({ isKept }) => isKept)
    .map(({ payment, amount, date }) => ({
      ...payment,
      size: Math.round(payment.size * (1 + (amount * 2 - 1) * 0.08) * 100) / 100,
      day: payment.day + Math.floor(date * 9) - 4,
    }))
    .sort((a, b) => a.day - b.day || Number(a.transactionId) - Number(b.transactionId));
};

/** The baseline: the same amount twice before, each time 28 to 31 days apart. In hindsight those before count too. */
const baseline = (payments: readonly LabelledPayment[]): Map<string, Verdict> => {
  const online = new Set<string>();
  const hindsight = new Set<string>();
  for (const same of Map.groupBy(payments, ({ accountId, size }) => `${accountId} ${size}`).values()) {
    const monthBefore = (p: LabelledPayment) => same.find(({ day }) => p.day - day >= 28 && p.day - day <= 31);
    for (const third of same) {
      const second = monthBefore(third);
      const first = second && monthBefore(second);
      if (!first) continue;
      online.add(third.transactionId);
      for (const { transactionId } of [first, second, third]) hindsight.add(transactionId);
    }
  }
  return new Map(
    payments.map(({ transactionId: id }) => [
      id,
      { transactionId: id, online: online.has(id), hindsight: hindsight.has(id), nextOn: null },
    ]),
  );
};

/** Payments of standing orders that had no two before them: nobody can know them on arrival. */
const tooEarly = (payments: readonly LabelledPayment[]): Set<string> =>
  new Set(
    [
      ...Map.groupBy(
        payments.filter(({ order }) => order !== null),
        ({ order }) => order!,
      ).values(),
    ].flatMap((paid) => paid.slice(0, JUDGED_FROM - 1).map(({ transactionId }) => transactionId)),
  );

type Part = { readonly payments: readonly LabelledPayment[]; readonly verdicts: ReadonlyMap<string, Verdict> };

const hindsightOf = ({ payments, verdicts }: Part): Tally[] =>
  tallyOf(payments, ({ transactionId }) => verdicts.get(transactionId)!.hindsight);

const onlineOf = ({ payments, verdicts }: Part): Tally[] => {
  const early = tooEarly(payments);
  const judged = payments.filter(({ transactionId }) => !early.has(transactionId));
  return tallyOf(judged, ({ transactionId }) => verdicts.get(transactionId)!.online);
};

/** Of predicted next days the share that the order kept within two days, by account; orders that ended are left out. */
const nextDatesOf = ({ payments, verdicts }: Part): Tally[] => {
  const byOrder = Map.groupBy(
    payments.filter(({ order }) => order !== null),
    ({ order }) => order!,
  );
  return [...byOrder.values()].map((paid) => {
    const tally = { hits: 0, strays: 0, misses: 0, accountId: paid[0]!.accountId };
    for (const [index, { transactionId }] of paid.slice(0, -1).entries()) {
      const { nextOn } = verdicts.get(transactionId)!;
      const next = paid[index + 1]!;
      if (nextOn === null || next.day - paid[index]!.day > OVERDUE_DAYS) continue;
      if (Math.abs(Date.parse(nextOn) / DAY_MS - next.day) <= NEXT_WITHIN_DAYS) tally.hits += 1;
      else tally.misses += 1;
    }
    return tally;
  });
};

const shareOf = (tallies: readonly Tally[]): number => {
  const [hits, misses] = [tallies.reduce((n, t) => n + t.hits, 0), tallies.reduce((n, t) => n + t.misses, 0)];
  return hits / (hits + misses);
};

/** The labelled payments of a folder; of the test folder, where there is one, which shares nothing with the other. */
export const chosenPayments = (data: string, test: string | null): LabelledPayment[] => {
  const learnt = loadPayments(data);
  if (test === null) return learnt;
  const measured = loadPayments(test);
  refuseShared(learnt, measured, `${data} and ${test}`);
  return measured;
};

/**
 * How well behavior finds recurring payments, for which nothing is learnt: its thresholds are fixed, and were chosen on
 * the Berka set itself.
 */
const evaluateRecurring = async (data: string, test: string | null): Promise<Measured[]> => {
  const payments = chosenPayments(data, test);
  const split = test === null ? 'all of --data, in sample' : 'all of --test';
  const part = { payments, verdicts: await replayPayments(payments) };
  const plain = { payments, verdicts: baseline(payments) };
  const ours: Tally[] = [];
  const beside: Tally[] = [];
  for (let seed = SEED; seed < SEED + BLURS; seed += 1) {
    const blurred = perturb(payments, seed);
    ours.push(...hindsightOf({ payments: blurred, verdicts: await replayPayments(blurred) }));
    beside.push(...hindsightOf({ payments: blurred, verdicts: baseline(blurred) }));
  }
  const row = (metric: string, ours: Tally[], measure: (of: readonly Tally[]) => number, beside: number | null) => ({
    task: 'recurring payments',
    metric,
    ours: measure(ours),
    interval: intervalOf(ours, measure, SEED),
    baseline: beside,
    split,
    seed: SEED,
  });
  return [
    row('F1 in hindsight', hindsightOf(part), f1Of, f1Of(hindsightOf(plain))),
    row('F1 online, from the third on', onlineOf(part), f1Of, f1Of(onlineOf(plain))),
    row(`F1 with amounts, dates and gaps blurred, ${BLURS} times`, ours, f1Of, f1Of(beside)),
    row('next day within 2 days', nextDatesOf(part), shareOf, null),
  ];
};

/** Everything that is measured of behavior. The parts know nothing of each other and go on side by side. */
export const evaluateBehavior = async (data: string, test: string | null): Promise<Measured[]> => {
  for (const folder of [data, ...(test === null ? [] : [test])]) {
    if (!isBerkaIn(folder)) throw new Error(`berka is not in ${folder}: set RAPPORT_DATA or --data to where it is`);
    if (!areCardPaymentsIn(folder))
      throw new Error(`card_fraud_simulated is not in ${folder}: set RAPPORT_DATA or --data`);
  }
  const parts = await Promise.all([
    evaluateRecurring(data, test),
    evaluateCategories(data, test),
    evaluateForecast(data, test),
    evaluateSpending(),
    evaluateChanges(),
    evaluateStress(data, test),
    evaluateFrauds(data, test),
  ]);
  return parts.flat();
};

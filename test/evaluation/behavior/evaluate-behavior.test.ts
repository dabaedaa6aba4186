// A part of what `npm run evaluate -- behavior` measures, where the data is there.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aucOf, averagePrecisionOf } from '../measure-ranking.ts';
import { macroF1Of } from './evaluate-categories.ts';
import { judgePayments } from './evaluate-frauds.ts';
import { replayStress } from './evaluate-stress.ts';
import { areCardPaymentsIn, loadCardPayments } from './load-card-payments.ts';
import { loadLoans } from './load-loans.ts';
import { isBerkaIn, loadPayments } from './load-payments.ts';
import { replayPayments } from './replay-payments.ts';
import { f1Of, tallyOf } from './tally.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DATA = resolve(ROOT, process.env['RAPPORT_DATA'] ?? '../shared/data');
const ACCOUNTS = 30;

test('F1 is the balance of what was found and what was wrong', () => {
  expect(f1Of([{ accountId: 'a', hits: 3, strays: 1, misses: 1 }])).toBe(0.75);
});

test('macro-F1 counts every label alike, however rare', () => {
  const right = { text: 't', label: 'A', said: 'A' };
  expect(macroF1Of([right, right, right, { text: 't', label: 'B', said: 'A' }])).toBeCloseTo(6 / 7 / 2, 5);
});

test('a ranking is measured by how often what is so stands above what is not', () => {
  const rows = [0.1, 0.4, 0.35, 0.8].map((score, index) => ({ score, isTrue: index >= 2 }));
  expect(aucOf(rows)).toBe(0.75);
  expect(averagePrecisionOf(rows)).toBeCloseTo(0.8333, 4);
});

if (areCardPaymentsIn(DATA)) {
  test('fraud of some simulated cards stands out better than by the amount alone', async () => {
    const payments = loadCardPayments(DATA).filter(({ customer }) => Number(customer) % 50 === 0);
    const judged = await judgePayments(payments, null);
    const auc = (scoreOf: (of: (typeof judged)[number]) => number) =>
      aucOf(judged.map((payment) => ({ score: scoreOf(payment), isTrue: payment.isFraud })));
    expect(auc(({ score }) => score)).toBeGreaterThan(auc(({ amountAlone }) => amountAlone));
  }, 120_000);
}

if (isBerkaIn(DATA)) {
  test('a learnt model foresees some loans that go bad from what was booked before them', async () => {
    const loans = loadLoans(DATA);
    const verdicts = await replayStress(
      loans.filter((_, index) => index % 2 === 0),
      loans.filter((_, index) => index % 2 === 1),
    );
    const rows = loans.flatMap(({ accountId, isBad }) => {
      const verdict = verdicts.get(accountId);
      return verdict ? [{ score: verdict.scores[0]!, isTrue: isBad }] : [];
    });
    expect(rows).toHaveLength(164);
    expect(aucOf(rows)).toBeGreaterThan(0.7);
  }, 120_000);

  test('standing orders of some real accounts are found by amount and date alone', async () => {
    const all = loadPayments(DATA);
    const some = new Set([...new Set(all.map(({ accountId }) => accountId))].slice(0, ACCOUNTS));
    const payments = all.filter(({ accountId }) => some.has(accountId));
    const verdicts = await replayPayments(payments);
    expect(f1Of(tallyOf(payments, ({ transactionId }) => verdicts.get(transactionId)!.hindsight))).toBeGreaterThan(
      0.95,
    );
  });
}

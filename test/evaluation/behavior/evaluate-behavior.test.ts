// A part of what `npm run evaluate -- behavior` measures, where the data is there.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { macroF1Of } from './evaluate-categories.ts';
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

if (isBerkaIn(DATA)) {
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

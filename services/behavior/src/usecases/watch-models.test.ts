import type { Tx } from '@rapport/contracts';
import { sampleOf } from '../domain/learning/sample.ts';
import { learnModel } from '../domain/models/learn-model.ts';
import { learntModelOf } from '../domain/models/learnt-model.ts';
import { type BinCount, OBSERVED_MIN } from '../domain/models/watch-thresholds.ts';
import type { ActiveModel } from './keep-models.ts';
import type { ModelStore } from './ports.ts';
import { createModelWatch, judgeInputs, keepCounts } from './watch-models.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const ROWS = Array.from({ length: 400 }, (_, row) => [row % 20, (row * 7) % 20]);

/** A model that learnt where both of its inputs were spread evenly over 0 to 19. */
const model: ActiveModel = (() => {
  const file = learnModel({
    kind: 'FINANCIAL_STRESS',
    inputs: ['transactions_30d', 'balance_latest'],
    sample: sampleOf(
      ROWS,
      ROWS.map(([first]) => (first! > 9 ? 1 : 0)),
    ),
    form: 'LINEAR',
    calibration: 'PLATT',
    seed: 1,
    card: {
      data: 'drawn',
      label: 'the first is large',
      from: null,
      to: null,
      trainedAt: NOW.toISOString(),
      trainedBy: 'anna',
      limits: [],
      fairness: [],
    },
  });
  return { ...learntModelOf(file, 'model-1'), spread: file.inputs };
})();

/** A house with one model at work, and what it writes down of it. */
const createHouse = () => {
  const counted: BinCount[] = [];
  const ended: { status: string; reason: string }[] = [];
  const models = {
    addCounts: async (_: Tx, counts: readonly BinCount[]) => void counted.push(...counts),
    countsOf: async () => counted,
    lockKind: async () => undefined,
    find: async () => ({ status: ended.length > 0 ? 'FALLEN_BACK' : 'ACTIVE' }),
    end: async (_: Tx, _kind: string, how: { status: string; reason: string }) => {
      ended.push(how);
      return 'model-1';
    },
  } as unknown as ModelStore;
  const watch = createModelWatch();
  const active = { present: () => new Map([['FINANCIAL_STRESS', model]]), refresh: async () => [] };
  const transact = <T>(work: (tx: Tx) => Promise<T>) => work({} as Tx);
  const ports = { stores: { models }, transact, active, watch, now: () => NOW };
  const ask = (transactions: number, balance: number) => {
    const inputs = { transactions_30d: transactions, balance_latest: balance };
    watch.note(model, [{ transactionId: null, inputs }], NOW);
  };
  return { ask, keep: keepCounts(ports), judge: judgeInputs(ports), counted, ended };
};

test('a model that is asked of people like those it learnt of stays at work', async () => {
  const { ask, keep, judge, ended } = createHouse();
  for (let n = 0; n < 2 * OBSERVED_MIN; n += 1) ask(n % 20, (n * 7) % 20);
  await keep();
  const [watched] = await judge();
  expect(watched).toMatchObject({ kind: 'FINANCIAL_STRESS', hasFallenBack: false });
  expect(watched!.drifts.map(({ index }) => index < 0.1)).toEqual([true, true]);
  expect(ended).toEqual([]);
});

test('a model whose input has moved falls back by itself, once, and says which input it was', async () => {
  const { ask, keep, judge, ended } = createHouse();
  for (let n = 0; n < 2 * OBSERVED_MIN; n += 1) ask(n % 20, 19);
  await keep();
  expect(await judge()).toMatchObject([{ hasFallenBack: true }]);
  expect(await judge()).toMatchObject([{ hasFallenBack: false }]);
  expect(ended).toMatchObject([{ status: 'FALLEN_BACK' }]);
  expect(ended[0]!.reason).toContain('balance_latest');
  expect(ended[0]!.reason).not.toContain('transactions_30d');
});

test('few questions judge nothing, and what was counted is written down once', async () => {
  const { ask, keep, judge, counted, ended } = createHouse();
  for (let n = 0; n < OBSERVED_MIN - 1; n += 1) ask(19, 19);
  await keep();
  const first = counted.length;
  await keep();
  expect(counted).toHaveLength(first);
  expect(await judge()).toMatchObject([{ drifts: [], hasFallenBack: false }]);
  expect(ended).toEqual([]);
});

import { generateKeyPairSync } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { CUSUM_START } from '../learning/cusum.ts';
import { logOddsOf } from '../learning/logistic-function.ts';
import { sampleOf } from '../learning/sample.ts';
import { seededDraws } from '../seeded-draws.ts';
import { learnModel } from './learn-model.ts';
import { learntModelOf } from './learnt-model.ts';
import type { ModelFile } from './model-file.ts';
import { learnMembers, recipeFor } from './recipe.ts';
import { flawOfModel, signModel } from './sign-model.ts';
import { refusalOfActivation } from './stored-model.ts';
import { calibrationDriftLevel, inputDriftLevel, inputDriftsOf, OBSERVED_MIN } from './watch-thresholds.ts';

const CARD = {
  data: 'drawn',
  label: 'a is large',
  from: null,
  to: null,
  trainedAt: '2026-03-01T00:00:00.000Z',
  trainedBy: 'anna',
  limits: [],
  fairness: [],
};

/** Who has a large `a` has the label, mostly; `b` says nothing; every fifth `a` cannot be told. */
const SAMPLE = (() => {
  const draw = seededDraws(11);
  const rows = Array.from({ length: 250 }, (_, row) => [row % 5 === 0 ? NaN : draw(), draw()]);
  const labels = rows.map(([a]) => (draw() < (Number.isNaN(a) ? 0.3 : a! > 0.7 ? 0.9 : 0.1) ? 1 : 0));
  return sampleOf(rows, labels);
})();
const learnt = (form: 'TREES' | 'LINEAR', calibration: 'PLATT' | 'ISOTONIC' = 'PLATT'): ModelFile =>
  learnModel({ kind: 'FINANCIAL_STRESS', inputs: ['a', 'b'], sample: SAMPLE, form, calibration, seed: 1, card: CARD });
const trees = learnt('TREES');
const linear = learnt('LINEAR');

test('a model says how well it does on rows it had not seen, and how its inputs were spread', () => {
  const { card, inputs } = trees;
  const auc = card.metrics.find(({ name }) => name === 'AUC')!;
  expect(auc.value).toBeGreaterThan(0.75);
  expect(auc.low < auc.value && auc.value < auc.high).toBe(true);
  expect(card.metrics.find(({ name }) => name === 'calibration error')!.value).toBeLessThan(0.12);
  expect(inputs.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))).toEqual([250, 250]);
  expect(inputs[0]!.counts.at(-1)).toBe(50);
});

test('the same rows and seed give the same file, to the byte', () => {
  const again = learnMembers(SAMPLE, recipeFor('TREES', 250), 1);
  expect(canonicalJson(again)).toBe(canonicalJson(trees.members));
  expect(canonicalJson(learnt('LINEAR'))).toBe(canonicalJson(linear));
});

test('every score says which inputs pushed it: bias and pushes add up to its log-odds', () => {
  const value = fc.oneof(fc.double({ min: -1, max: 2, noNaN: true }), fc.constant(NaN));
  for (const model of [trees, linear].map((file) => learntModelOf(file, 'v'))) {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const { score, bias, contributions } = model.score({ a, b });
        const told = contributions.reduce((sum, { push }) => sum + push, bias);
        expect(told).toBeCloseTo(logOddsOf(score), 6);
      }),
      fcOptions(),
    );
    expect(model.score({ a: 0.95, b: 0.5 }).contributions[0]!.input).toBe('a');
    expect(model.score({ a: 0.95, b: 0.5 }).contributions[0]!.push).toBeGreaterThan(0);
  }
});

test('an isotonic calibration stays within 0 and 1 and never turns the order round', () => {
  const model = learntModelOf(learnt('LINEAR', 'ISOTONIC'), 'v');
  const scores = [0, 0.2, 0.4, 0.6, 0.8, 1].map((a) => model.score({ a, b: 0.5 }).score);
  expect(scores).toEqual(scores.toSorted((one, other) => one - other));
  expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
});

test('too few rows of one label are no lesson', () => {
  const sample = sampleOf([[1], [2], [3], [4], [5], [6], [7], [8]], [1, 0, 0, 0, 0, 0, 0, 0]);
  const lesson = { kind: 'X', inputs: ['a'], sample, form: 'TREES' as const, calibration: 'PLATT' as const, seed: 1 };
  expect(() => learnModel({ ...lesson, card: CARD })).toThrow('at least 5 rows of each label');
});

test('a changed model, a foreign signature and another hash are found out', () => {
  const [own, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const { model, hash, signature } = signModel(trees, own.privateKey);
  const stored = { id: hash, file: canonicalJson(model), signature };
  expect(flawOfModel(stored, [other.publicKey, own.publicKey])).toBeNull();
  expect(flawOfModel(stored, [other.publicKey])).toBe('WRONG_SIGNATURE');
  expect(flawOfModel(stored, [])).toBe('WRONG_SIGNATURE');
  const changed = canonicalJson({ ...model, kind: 'FRAUD_ANOMALY' });
  expect(flawOfModel({ ...stored, file: changed }, [own.publicKey])).toBe('WRONG_HASH');
  const forged = signModel({ ...model, kind: 'FRAUD_ANOMALY' }, other.privateKey);
  expect(flawOfModel({ id: forged.hash, file: changed, signature }, [own.publicKey])).toBe('WRONG_SIGNATURE');
});

test('four eyes: neither who trained nor who proposed a model may activate it', () => {
  const stored = { status: 'CANDIDATE' as const, trainedBy: 'anna', proposedBy: 'ben' };
  expect(['anna', 'ben', 'cleo'].map((subject) => refusalOfActivation(stored, subject))).toEqual([
    'SAME_PERSON',
    'SAME_PERSON',
    null,
  ]);
  expect(refusalOfActivation({ ...stored, status: 'ACTIVE' }, 'cleo')).toBe('NOT_A_CANDIDATE');
  expect(refusalOfActivation({ ...stored, status: 'FALLEN_BACK' }, 'cleo')).toBeNull();
});

test('inputs spread as where the model learnt are calm; moved to one bin they fall back; few judge nothing', () => {
  const { counts, name } = trees.inputs[1]!;
  const counted = (of: readonly number[]) => of.map((count, bin) => ({ input: name, bin, count }));
  const [calm] = inputDriftsOf(trees.inputs, counted(counts.map((count) => count * 10)));
  expect(inputDriftLevel(calm!)).toBe('NONE');
  const [moved] = inputDriftsOf(trees.inputs, [{ input: name, bin: 0, count: OBSERVED_MIN }]);
  expect(inputDriftLevel(moved!)).toBe('FALL_BACK');
  expect(inputDriftsOf(trees.inputs, [{ input: name, bin: 0, count: OBSERVED_MIN - 1 }])).toEqual([]);
});

test('calibration that has parted far enough in either direction falls back', () => {
  expect(calibrationDriftLevel(CUSUM_START)).toBe('NONE');
  expect(calibrationDriftLevel({ above: 9, below: 0, count: 30 })).toBe('ALARM');
  expect(calibrationDriftLevel({ above: 0, below: 14, count: 60 })).toBe('FALL_BACK');
});

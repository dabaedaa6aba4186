import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { seededDraws } from '../seeded-draws.ts';
import { fitIsotonic, isotonicOf } from './isotonic-regression.ts';
import { probabilityOf } from './logistic-function.ts';
import { fitPlatt } from './platt-scaling.ts';

const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat(1)), { minLength: 1, maxLength: 60 });

test('labels that fall are pooled to their mean', () => {
  expect(fitIsotonic([1, 2, 3, 4], [0, 1, 0, 1])).toEqual({ upTo: [1, 3, 4], values: [0, 0.5, 1] });
});

test('an isotonic fit never falls and keeps the share of positives', () => {
  fc.assert(
    fc.property(scored, (rows) => {
      const [scores, labels] = [rows.map(([score]) => score), rows.map(([, label]) => label)];
      const fit = fitIsotonic(scores, labels);
      expect(fit.values).toEqual(fit.values.toSorted((a, b) => a - b));
      const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
      expect(sumOf(scores.map((score) => isotonicOf(fit, score)))).toBeCloseTo(sumOf(labels), 6);
    }),
    fcOptions(),
  );
});

test('scores twice too loud are halved by Platt scaling', () => {
  const draw = seededDraws(5);
  const truth = Array.from({ length: 20_000 }, () => draw() * 6 - 3);
  const labels = Uint8Array.from(truth, (logOdds) => (draw() < probabilityOf(logOdds) ? 1 : 0));
  const { slope, offset } = fitPlatt(
    Float64Array.from(truth, (logOdds) => 2 * logOdds),
    labels,
  );
  expect(slope).toBeCloseTo(0.5, 1);
  expect(offset).toBeCloseTo(0, 1);
});

test('scores that say the opposite calibrate to the share of positives, never to their reverse', () => {
  const { slope, offset } = fitPlatt(Float64Array.of(1, 2, 3, 4), Uint8Array.of(1, 1, 0, 0));
  expect(slope).toBe(0);
  expect(probabilityOf(offset)).toBeCloseTo(0.5, 6);
});

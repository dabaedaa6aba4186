import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { seededDraws } from '../seeded-draws.ts';
import { type BoostingSettings, fitBoostedTrees, logOddsOfTrees, pushesOfTrees } from './boosted-trees.ts';
import { probabilityOf } from './logistic-function.ts';
import { binOf, countBins, quantileEdges } from './quantile-bins.ts';
import { sampleOf } from './sample.ts';

const SETTINGS: BoostingSettings = { trees: 40, depth: 3, rate: 0.3, l2: 1, leafMin: 0.5, share: 0.8, seed: 7 };

/** One where exactly one of two inputs is above a half: no weighted sum can tell. */
const eitherOr = () => {
  const draw = seededDraws(3);
  const rows = Array.from({ length: 400 }, () => [draw(), draw(), draw()]);
  return { rows, labels: rows.map(([a, b]) => (a! > 0.5 !== b! > 0.5 ? 1 : 0)) };
};

test('trees learn what no weighted sum can: one or the other, but not both', () => {
  const { rows, labels } = eitherOr();
  const model = fitBoostedTrees(sampleOf(rows, labels), SETTINGS);
  const right = rows.filter((row, index) => logOddsOfTrees(model, row) > 0 === (labels[index] === 1)).length;
  expect(right).toBeGreaterThan(385);
});

test('the same rows and seed give the same trees, another seed others', () => {
  const { rows, labels } = eitherOr();
  const sample = sampleOf(rows, labels);
  expect(fitBoostedTrees(sample, SETTINGS)).toEqual(fitBoostedTrees(sample, SETTINGS));
  expect(fitBoostedTrees(sample, { ...SETTINGS, seed: 8 })).not.toEqual(fitBoostedTrees(sample, SETTINGS));
});

test('what cannot be told has a way of its own', () => {
  const rows = Array.from({ length: 200 }, (_, index) => [index % 2 === 0 ? NaN : index]);
  const labels = rows.map(([value]) => (Number.isNaN(value) ? 1 : 0));
  const model = fitBoostedTrees(sampleOf(rows, labels), SETTINGS);
  expect(probabilityOf(logOddsOfTrees(model, [NaN]))).toBeGreaterThan(0.9);
  expect(probabilityOf(logOddsOfTrees(model, [50]))).toBeLessThan(0.1);
});

test('bias and pushes add up to the log-odds of every row, and an input that was never asked pushes nowhere', () => {
  const { rows, labels } = eitherOr();
  const model = fitBoostedTrees(
    sampleOf(
      rows.map(([a, b]) => [a!, b!, 5]),
      labels,
    ),
    SETTINGS,
  );
  const number = fc.oneof(fc.double({ min: -1, max: 2, noNaN: true }), fc.constant(NaN));
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const { bias, pushes } = pushesOfTrees(model, [a, b, c]);
      expect(pushes.reduce((sum, push) => sum + push, bias)).toBeCloseTo(logOddsOfTrees(model, [a, b, c]), 9);
      expect(pushes[2]).toBe(0);
    }),
    fcOptions(),
  );
});

test('every value has exactly one bin, larger ones never a lower one, and nothing is lost in counting', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: false, noDefaultInfinity: true })),
      fc.integer({ min: 2, max: 12 }),
      (values, bins) => {
        const column = Float64Array.from(values);
        const edges = quantileEdges(column, bins);
        const counts = countBins(edges, column);
        expect(edges.length).toBeLessThan(bins);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(counts.at(-1)).toBe(values.filter((value) => Number.isNaN(value)).length);
        const told = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
        const binned = told.map((value) => binOf(edges, value));
        expect(binned).toEqual(binned.toSorted((a, b) => a - b));
        expect(binned.every((bin) => bin <= edges.length)).toBe(true);
      },
    ),
    fcOptions(),
  );
});

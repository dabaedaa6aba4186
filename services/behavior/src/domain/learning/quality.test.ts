import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { bootstrapInterval } from './bootstrap-interval.ts';
import { brierOf, calibrationErrorOf } from './calibration-quality.ts';
import { crossValidate } from './cross-validate.ts';
import { aucOf, averagePrecisionOf } from './ranking-quality.ts';
import { sampleOf } from './sample.ts';
import { stratifiedFolds } from './stratified-folds.ts';

const scored = fc.array(fc.record({ score: fc.integer({ min: 0, max: 9 }), label: fc.nat(1) }), {
  minLength: 4,
  maxLength: 60,
});
const split = (rows: readonly { score: number; label: number }[]) => ({
  scores: rows.map(({ score }) => score),
  labels: rows.map(({ label }) => label),
});

test('the area under the curve is how often a positive scores above a negative, ties counting half', () => {
  expect(aucOf([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  fc.assert(
    fc.property(scored, (rows) => {
      const { scores, labels } = split(rows);
      const [positives, negatives] = [1, 0].map((of) => scores.filter((_, row) => labels[row] === of));
      fc.pre(positives!.length > 0 && negatives!.length > 0);
      const wins = positives!.flatMap((a) => negatives!.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
      expect(aucOf(scores, labels)).toBeCloseTo(wins.reduce<number>((sum, win) => sum + win, 0) / wins.length, 9);
    }),
    fcOptions(),
  );
});

test('average precision is the precision at each threshold, weighted by the recall it gains', () => {
  expect(averagePrecisionOf([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBeCloseTo(0.8333, 4);
  fc.assert(
    fc.property(scored, (rows) => {
      const { scores, labels } = split(rows);
      const hits = labels.filter((label) => label === 1).length;
      fc.pre(hits > 0);
      const thresholds = [...new Set(scores)].sort((a, b) => b - a);
      let [sum, before] = [0, 0];
      for (const threshold of thresholds) {
        const flagged = labels.filter((_, row) => scores[row]! >= threshold);
        const found = flagged.filter((label) => label === 1).length;
        sum += ((found - before) / hits) * (found / flagged.length);
        before = found;
      }
      expect(averagePrecisionOf(scores, labels)).toBeCloseTo(sum, 9);
    }),
    fcOptions(),
  );
});

test('a forecast that is always right has no error, one that is always wrong the greatest', () => {
  expect(brierOf([1, 0, 1], [1, 0, 1])).toBe(0);
  expect(brierOf([0, 1], [1, 0])).toBe(1);
  expect(brierOf([0.5, 0.5], [1, 0])).toBe(0.25);
});

test('one in four at 25 % is calibrated; always 90 % there is wrong by 65', () => {
  const labels = [0, 1, 0, 0];
  expect(calibrationErrorOf([0.25, 0.25, 0.25, 0.25], labels, 1)).toBeCloseTo(0, 9);
  expect(calibrationErrorOf([0.9, 0.9, 0.9, 0.9], labels, 1)).toBeCloseTo(0.65, 9);
});

test('folds are as even as can be for each label, and drawn by the seed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1), { minLength: 10, maxLength: 80 }), fc.integer(), (labels, seed) => {
      const folds = stratifiedFolds(Uint8Array.from(labels), 5, seed);
      for (const label of [0, 1]) {
        const sizes = [0, 1, 2, 3, 4].map((of) => labels.filter((l, row) => l === label && folds[row] === of).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }
      expect(folds).toEqual(stratifiedFolds(Uint8Array.from(labels), 5, seed));
    }),
    fcOptions(),
  );
});

test('cross-validation never scores a row by a model that saw it', () => {
  const rows = Array.from({ length: 30 }, (_, row) => [row]);
  const sample = sampleOf(
    rows,
    rows.map((_, row) => (row % 3 === 0 ? 1 : 0)),
  );
  const scores = crossValidate(
    sample,
    ({ columns }) => {
      const seen = new Set(columns[0]);
      return ([row]) => (seen.has(row!) ? 1 : 0);
    },
    { folds: 5, repeats: 2, seed: 1 },
  );
  expect(scores.map((of) => of.reduce((sum, score) => sum + score, 0))).toEqual([0, 0]);
});

test('the interval of a mean holds the mean and narrows with more units', () => {
  const widthOf = (units: number) => {
    const values = Array.from({ length: units }, (_, unit) => unit % 10);
    const mean = (drawn: readonly number[]) => drawn.reduce((sum, unit) => sum + values[unit]!, 0) / drawn.length;
    const [low, high] = bootstrapInterval(units, mean, { draws: 200, seed: 1 });
    expect(low <= 4.5 && high >= 4.5).toBe(true);
    return high - low;
  };
  expect(widthOf(1_000)).toBeLessThan(widthOf(50));
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { seededDraws } from '../seeded-draws.ts';
import { CUSUM_START, nextCusum } from './cusum.ts';
import { stabilityIndexOf } from './population-stability.ts';

const counts = fc.array(fc.nat(10_000), { minLength: 10, maxLength: 10 });

test('a spread that did not change has an index of next to nothing, one that moved to other bins a large one', () => {
  expect(stabilityIndexOf([100, 100, 100], [1_000, 1_000, 1_000])).toBeLessThan(0.001);
  expect(stabilityIndexOf([500, 500], [600, 400])).toBeCloseTo(0.0405, 3);
  expect(stabilityIndexOf([900, 50, 50], [50, 50, 900])).toBeGreaterThan(2);
});

test('the index is never below zero and finite, also where bins are empty', () => {
  fc.assert(
    fc.property(counts, counts, (expected, observed) => {
      const index = stabilityIndexOf(expected, observed);
      expect(index).toBeGreaterThanOrEqual(-1e-12);
      expect(Number.isFinite(index)).toBe(true);
    }),
    fcOptions(),
  );
});

/** How many labels pass until one of the sums is beyond 14; `times` the predicted share comes true. */
const labelsUntilAlarm = (seed: number, truthOf: (predicted: number) => number, limit: number): number => {
  const draw = seededDraws(seed);
  let sums = CUSUM_START;
  while (sums.count < limit && Math.max(sums.above, sums.below) <= 14) {
    const predicted = 0.3 + 0.5 * draw();
    sums = nextCusum(sums, predicted, draw() < truthOf(predicted) ? 1 : 0);
  }
  return sums.count;
};
const runs = (truthOf: (predicted: number) => number) =>
  Array.from({ length: 40 }, (_, seed) => labelsUntilAlarm(seed, truthOf, 4_000)).sort((a, b) => a - b);

test('well calibrated predictions hardly ever raise an alarm in a thousand labels; half as many hits soon do', () => {
  const calm = runs((predicted) => predicted);
  expect(calm.filter((labels) => labels < 1_000).length).toBeLessThanOrEqual(8);
  const drifted = runs((predicted) => predicted / 2);
  expect(drifted.at(-1)!).toBeLessThan(200);
});

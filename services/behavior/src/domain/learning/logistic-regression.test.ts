import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { probabilityOf } from './logistic-function.ts';
import { fitLogistic, logOddsOfLogistic, pushesOfLogistic } from './logistic-regression.ts';
import { sampleOf } from './sample.ts';
import { solvePositive } from './solve-positive.ts';

const rows = fc.array(
  fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
  {
    minLength: 8,
    maxLength: 40,
  },
);

test('three in four of one group and one in four of the other give odds of 3 and 1/3', () => {
  const sample = sampleOf(
    [1, 1, 1, 1, 0, 0, 0, 0].map((group) => [group]),
    [1, 1, 1, 0, 1, 0, 0, 0],
  );
  const model = fitLogistic(sample, { l2: 0 });
  expect(probabilityOf(logOddsOfLogistic(model, [1]))).toBeCloseTo(0.75, 6);
  expect(probabilityOf(logOddsOfLogistic(model, [0]))).toBeCloseTo(0.25, 6);
});

test('at the optimum the slope of the penalised likelihood is zero in every direction', () => {
  fc.assert(
    fc.property(rows, fc.double({ min: 0.1, max: 20, noNaN: true }), (inputs, l2) => {
      const labels = inputs.map(([a], index) => (a > 0 !== (index % 5 === 0) ? 1 : 0));
      const model = fitLogistic(sampleOf(inputs, labels), { l2 });
      const residuals = inputs.map((row, index) => labels[index]! - probabilityOf(logOddsOfLogistic(model, row)));
      expect(Math.abs(residuals.reduce((sum, of) => sum + of, 0))).toBeLessThan(1e-4);
      model.weights.forEach((weight, input) => {
        const slope = inputs.reduce(
          (sum, row, index) => sum + (residuals[index]! * (row[input]! - model.means[input]!)) / model.scales[input]!,
          0,
        );
        expect(Math.abs(slope - l2 * weight)).toBeLessThan(1e-4);
      });
    }),
    fcOptions(),
  );
});

test('pushes and intercept add up to the log-odds, and what cannot be told pushes nowhere', () => {
  fc.assert(
    fc.property(rows, (inputs) => {
      const labels = inputs.map((_, index) => index % 2);
      const model = fitLogistic(sampleOf(inputs, labels), { l2: 1 });
      const pushes = pushesOfLogistic(model, inputs[0]!);
      expect(pushes[0]! + pushes[1]! + model.intercept).toBeCloseTo(logOddsOfLogistic(model, inputs[0]!), 9);
      expect(pushesOfLogistic(model, [NaN, NaN])).toEqual([0, 0]);
    }),
    fcOptions(),
  );
});

test('linear equations of a positive matrix are solved; others are refused', () => {
  const [x, y] = solvePositive(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 8));
  expect(x).toBeCloseTo(1.75, 9);
  expect(y).toBeCloseTo(1.5, 9);
  expect(() => solvePositive(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow('not positive definite');
});

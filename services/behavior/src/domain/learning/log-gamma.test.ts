import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { logGamma } from './log-gamma.ts';

test('of whole numbers it is the logarithm of a factorial, of a half that of the root of π', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n += 1) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 10);
});

test('a step of one multiplies by the argument', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 5_000, noNaN: true }), (x) => {
      expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 8);
    }),
    fcOptions(),
  );
});

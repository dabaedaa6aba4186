import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { decimalOf, millionthsOf } from './fixed-point.ts';

test.each([
  ['12.50', '12.5'],
  [0.1, '0.1'],
  ['-0.0000005', '-0.000001'],
  ['0.00000049', '0'],
  ['999999999999999999', '999999999999999999'],
  ['-0', '0'],
])('%j is kept as %j', (given, kept) => expect(decimalOf(millionthsOf(given)!)).toBe(kept));

test.each([['12,5'], [''], [Number.NaN], [1e21], ['1e3'], [null], [true], ['1'.repeat(19)]])(
  '%j is no number',
  (given) => expect(millionthsOf(given)).toBeNull(),
);

test('a sum of millionths is exact in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })), (millionths) => {
      for (const one of millionths) expect(millionthsOf(decimalOf(one))).toBe(one);
    }),
    fcOptions(),
  );
});

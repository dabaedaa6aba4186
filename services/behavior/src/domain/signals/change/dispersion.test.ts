import { fcOptions, seededRandom } from '@rapport/testkit';
import fc from 'fast-check';
import { dispersionOfShares, dispersionOfTotals } from './dispersion.ts';

const WEEKS = 200;
const random = seededRandom(20260402);

/** Weeks of 12 events on average over four categories, so many of which come in one go. */
const weeksOf = (spree: number): number[][] =>
  Array.from({ length: WEEKS }, () => {
    const week = [0, 0, 0, 0];
    // 48 chances of a quarter each.
    for (let chance = 0; chance < 48 / spree; chance += 1) {
      if (random.next() < 0.25) week[random.integer(0, 3)]! += spree;
    }
    return week;
  });
const totalsOf = (weeks: readonly number[][]): number[] => weeks.map((week) => week.reduce((sum, one) => sum + one));

test('single events vary as chance makes them, sprees as many times more as they are long', () => {
  const [single, sprees] = [weeksOf(1), weeksOf(4)];
  expect(dispersionOfShares(single)).toBeLessThan(1.2);
  expect(dispersionOfShares(sprees)).toBeGreaterThan(3.2);
  expect(dispersionOfShares(sprees)).toBeLessThan(4.8);
  expect(dispersionOfTotals(totalsOf(single))).toBeLessThan(1.1);
  // A quarter of the chances come true, so totals vary by three quarters of Poisson's variance.
  expect(dispersionOfTotals(totalsOf(sprees))).toBeGreaterThan(2.4);
  expect(dispersionOfTotals(totalsOf(sprees))).toBeLessThan(3.9);
});

test('weeks that differ by turns: by hand', () => {
  // χ² of [[6, 0], [0, 6]] is 12 with one degree of freedom, that of 4 and 12 beside a mean of 8 is 4.
  // Both are doubled for coming of two weeks.
  expect(
    dispersionOfShares([
      [6, 0],
      [0, 6],
    ]),
  ).toBeCloseTo(12 * 2, 10);
  expect(dispersionOfTotals([4, 12])).toBeCloseTo(4 * 2, 10);
});

test('a category that is rare does not count by itself', () => {
  const weeks = Array.from({ length: 12 }, (_, week) => [10, 10, week === 5 ? 1 : 0]);
  expect(dispersionOfShares(weeks)).toBe(1);
});

test('it is 1 at least, also of nothing, and the order of the weeks does not matter', () => {
  expect([
    dispersionOfShares([]),
    dispersionOfShares([[0, 0]]),
    dispersionOfTotals([]),
    dispersionOfTotals([0, 0]),
  ]).toEqual([1, 1, 1, 1]);
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), { maxLength: 20 }), (weeks) => {
      const [shares, totals] = [dispersionOfShares(weeks), dispersionOfTotals(totalsOf(weeks))];
      expect(shares >= 1 && totals >= 1).toBe(true);
      expect(dispersionOfShares(weeks.toReversed())).toBeCloseTo(shares, 8);
      expect(dispersionOfTotals(totalsOf(weeks).toReversed())).toBeCloseTo(totals, 8);
    }),
    fcOptions(),
  );
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { monthAfter, type SpendingDay } from '../spending/spending-months.ts';
import { chooseMethod, METHODS, pastErrors } from './choose-method.ts';
import { forecastSpending } from './forecast-spending.ts';
import { dampedLevel } from './methods/damped-level.ts';
import { lastMonth } from './methods/last-month.ts';
import { meanOfMonths } from './methods/mean-of-months.ts';
import { seasonalNaive } from './methods/seasonal-naive.ts';
import { plannedMonths, type SpendingSeries } from './planned-spending.ts';
import { reachOf } from './reach-of-months.ts';

const GROCERIES = 'FOOD_AND_DRINK_GROCERIES';
const spent = (day: string, out: string, category = GROCERIES): SpendingDay => ({
  day,
  byCategory: { [category]: { out } },
});
/** Months that end with February 2026, each with its sum spent on the tenth; the first seen from its first day on. */
const monthsOf = (sums: readonly number[], category = GROCERIES): SpendingDay[] =>
  sums.flatMap((sum, index) => {
    const month = monthAfter('2026-02', index + 1 - sums.length);
    return [{ day: `${month}-01` }, spent(`${month}-10`, String(sum), category)];
  });
const END = '2026-02-28';
const forecast = (days: readonly SpendingDay[], today = END, series: readonly SpendingSeries[] = []) =>
  forecastSpending({ days, today, series });

/** Car insurance each quarter, on the tenth, 240 since last May. */
const insurance: SpendingSeries = {
  seriesId: 'insurance',
  frequency: 'QUARTERLY',
  nextOn: '2026-05-10',
  status: 'MATURE',
  averageAmount: '-240',
  lastAmount: '-240',
  earlierAmount: null,
  category: 'GENERAL_SERVICES',
  payments: ['2025-05-10', '2025-08-10', '2025-11-10', '2026-02-10'].map((day) => ({
    day: Date.parse(day) / 86_400_000,
    amount: -240,
  })),
};

const money = fc.integer({ min: 0, max: 2000 });
const lives = fc.array(money, { minLength: 3, maxLength: 28 });

test('each method says what its formula says', () => {
  expect(meanOfMonths.foresee([100, 200, 600], 2)).toBe(300);
  expect(lastMonth.foresee([100, 200, 600], 2)).toBe(600);
  expect(seasonalNaive.foresee([100, 200, 600], 2)).toBeNull();
  expect(seasonalNaive.foresee([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 2)).toBe(3);
  expect(dampedLevel.foresee([100, 100, 100, 100], 1)).toBe(100);
  // The level stands at 100 + 0.3 × 2 × 25 after the last month, and half of the way back is gone.
  expect(dampedLevel.foresee([100, 100, 100, 200], 1)).toBeCloseTo(107.5);
  expect(dampedLevel.foresee([100, 100, 100, 200], 2)).toBeCloseTo(103.75);
});

test('past forecasts see what came before them alone', () => {
  expect(pastErrors(meanOfMonths, [100, 200, 450, 10], 1)).toEqual([300, -240]);
  expect(pastErrors(meanOfMonths, [100, 200, 450, 10], 2)).toEqual([-140]);
  expect(pastErrors(meanOfMonths, [100, 200], 1)).toEqual([]);
});

test('the mean stands while there are few months, then the sequence, until another has been better', () => {
  expect(chooseMethod([100, 120, 90, 100, 110], 1).name).toBe('MEAN_OF_MONTHS');
  expect(chooseMethod([100, 120, 90, 100, 110, 95], 1).name).toBe('DAMPED_LEVEL');
  expect(chooseMethod([10, 20, 30, 40, 50, 60, 70, 80, 90], 1).name).toBe('LAST_MONTH');
  const year = [100, 90, 400, 100, 110, 20, 100, 90, 100, 300, 100, 900];
  expect(chooseMethod([...year, ...year.slice(0, 3)], 1).name).toBe('DAMPED_LEVEL');
  expect(chooseMethod([...year, ...year], 1).name).toBe('SEASONAL_NAIVE');
});

test('months to come are told by category with a range, dearest first', () => {
  const sums = [100, 120, 90, 100, 110, 95, 105, 100];
  const said = forecast([...monthsOf(sums), ...monthsOf([5, 5, 5, 5, 5, 5, 5, 5], 'MEDICAL_DENTAL_CARE')]);
  expect(said.map(({ category }) => category)).toEqual(['FOOD_AND_DRINK', 'MEDICAL']);
  const [food, medical] = said;
  expect(food).toMatchObject({ method: 'DAMPED_LEVEL', monthsSeen: 8 });
  expect(food!.months.map(({ month }) => month)).toEqual(['2026-03', '2026-04', '2026-05']);
  expect(food!.months[0]!.expected).toBeCloseTo(100.672, 3);
  expect(food!.months[0]!.low).toBeGreaterThan(80);
  expect(food!.months[0]!.high).toBeLessThan(130);
  expect(medical!.months[0]).toEqual({ month: '2026-03', expected: 5, low: 5, high: 5 });
});

test('a planned payment comes in its month, and its past is not foreseen once more', () => {
  const days = monthsOf([0, 0, 240, 0, 0, 240, 0, 0, 240, 0, 0, 240], 'GENERAL_SERVICES_INSURANCE');
  const [services] = forecast(days, END, [insurance]);
  expect(services!.months.map(({ expected }) => expected)).toEqual([0, 0, 240]);
  expect(services!.months.map(({ high }) => high)).toEqual([0, 0, 240]);
  const ended = forecast(days, END, [{ ...insurance, status: 'TOMBSTONED' }]);
  expect(ended[0]!.months.map(({ expected }) => expected)).toEqual([0, 0, 0]);
});

test('what a series was off its usual amount is told, a price that has changed is not', () => {
  const varied = { ...insurance, payments: [{ day: Date.parse('2026-02-10') / 86_400_000, amount: -300 }] };
  expect(plannedMonths([varied], 'GENERAL_SERVICES', END).get('2026-02')).toEqual({ planned: 300, off: 60 });
  const risen = { ...varied, earlierAmount: '-200' };
  expect(plannedMonths([risen], 'GENERAL_SERVICES', END).get('2026-02')).toEqual({ planned: 300, off: 0 });
  expect(plannedMonths([{ ...insurance, frequency: 'WEEKLY' }], 'GENERAL_SERVICES', END).size).toBe(0);
});

test('few months reach farther than many that were as much off', () => {
  const off = [-10, 10];
  expect(reachOf([], [...off, ...off])).toEqual({ below: 17.65625, above: 17.65625 });
  expect(reachOf([], Array.from({ length: 8 }, () => off).flat()).above).toBeCloseTo(10.4785, 4);
  expect(reachOf([], [5, 5, 5, 5])).toEqual({ below: 0, above: 8.828125 });
});

test('nothing is told of fewer than three whole months, nor of an account that fell silent', () => {
  expect(forecast(monthsOf([100, 100]))).toEqual([]);
  expect(forecast(monthsOf([100, 100, 100]).slice(1))).toEqual([]);
  expect(forecast(monthsOf([100, 100, 100]))).toHaveLength(1);
  expect(forecast(monthsOf([100, 100, 100]), '2026-04-20')).toEqual([]);
});

test('a month that is not over is looked over: neither its part nor the missing rest counts', () => {
  const days = monthsOf([100, 100, 100, 100]);
  const [whole] = forecast([...days, spent('2026-03-05', '900')], '2026-03-10');
  expect(whole).toMatchObject({ monthsSeen: 4 });
  expect(whole!.months[0]).toMatchObject({ month: '2026-04', expected: 100 });
  const [over] = forecast([...days, spent('2026-03-05', '900')], '2026-03-31');
  expect(over!.months[0]).toMatchObject({ month: '2026-04', expected: 260 });
});

test('who never got money back is never told to, and what is expected lies within its range', () => {
  fc.assert(
    fc.property(lives, (sums) => {
      for (const { months } of forecast(monthsOf(sums), END, [insurance])) {
        for (const { expected, high, low } of months) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(expected).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(expected);
        }
      }
    }),
    fcOptions(),
  );
});

test('where money is worth a thousandth, everything is a thousandfold', () => {
  const ahead = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(lives, ahead, fc.constantFrom(...METHODS), (sums, months, { foresee }) => {
      const dear = sums.map((sum) => sum * 1000);
      const own = foresee(sums, months);
      if (own === null) expect(foresee(dear, months)).toBeNull();
      else expect(foresee(dear, months)).toBeCloseTo(own * 1000, 3);
    }),
    fcOptions(),
  );
  fc.assert(
    fc.property(lives, (sums) => {
      // By a power of two, so that no rounding decides which method wins.
      const [own] = forecast(monthsOf(sums));
      const [dear] = forecast(monthsOf(sums.map((sum) => sum * 1024)));
      expect(dear?.method).toBe(own?.method);
      const scaled = own?.months.map(({ month, ...rest }) => ({
        month,
        ...Object.fromEntries(Object.entries(rest).map(([name, sum]) => [name, sum * 1024])),
      }));
      expect(dear?.months).toEqual(scaled);
    }),
    fcOptions(),
  );
});

test('the order of days and of series changes nothing', () => {
  const shuffled = lives.chain((sums) => {
    const days = monthsOf(sums);
    return fc.tuple(fc.constant(days), fc.shuffledSubarray(days, { minLength: days.length }));
  });
  fc.assert(
    fc.property(shuffled, ([days, mixed]) => {
      const other = { ...insurance, seriesId: 'other', category: 'FOOD_AND_DRINK' as const };
      expect(forecast(mixed, END, [other, insurance])).toEqual(forecast(days, END, [insurance, other]));
    }),
    fcOptions(),
  );
});

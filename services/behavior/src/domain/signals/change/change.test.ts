import { fcOptions, seededRandom } from '@rapport/testkit';
import fc from 'fast-check';
import { type BookedHours, customerOn, type Habit, lived, PAST_DAYS, turning } from '../../../../test/rhythm-lives.ts';
import { assessed, caseOf, dayOn, TODAY } from '../../../../test/signal-case.ts';
import { levelOf } from '../hysteresis.ts';
import { changeOf } from './change-of.ts';
import { weeklyNumbersOf } from './weekly-numbers.ts';

const STEADY = [12, 14, 11, 13, 12, 15, 12, 11, 13, 14, 12];
const MONTHLY = [2_500, 0, 0, 0, 2_500, 0, 0, 0, 0, 2_500, 0, 0, 0];

test('weeks as they always were are no change', () => {
  expect(changeOf([...STEADY, 13, 12, 14, 12, 11, 13])).toEqual({ score: 0, direction: null, weeks: 0 });
});

test('half as much from one week on is a change, and clearer with each week that it lasts', () => {
  const scores = [1, 2, 3, 4, 5].map((weeks) => changeOf([...STEADY, ...Array<number>(weeks).fill(5)]));
  expect(scores.map(({ score }) => score)).toEqual(scores.map(({ score }) => score).toSorted((a, b) => a - b));
  expect(scores[1]!.score).toBeLessThan(0.5);
  expect(scores[2]).toMatchObject({ direction: 'DOWN', weeks: 3 });
  expect(scores[2]!.score).toBeGreaterThan(0.5);
});

test('one wild week is no change', () => {
  expect(changeOf([...STEADY, 12, 13, 90, 12, 13, 12]).score).toBe(0);
  expect(changeOf([...STEADY, 12, 13, 12, 12, 13, 90]).score).toBe(0);
});

test('pay that comes each month is no change between its weeks; pay that does not come again is', () => {
  expect(changeOf([...MONTHLY, 0]).score).toBe(0);
  expect(changeOf([...MONTHLY, 2_500, 0, 0, 0, 0]).score).toBe(0);
  expect(changeOf([...MONTHLY, 0, 0, 0])).toMatchObject({ direction: 'DOWN', weeks: 6 });
  expect(changeOf([...MONTHLY, 0, 0, 0, 0]).score).toBeGreaterThanOrEqual(0.5);
});

test('within eight weeks nobody has a past to differ from', () => {
  expect(changeOf([10, 10, 10, 0, 0, 0, 0]).score).toBe(0);
});

test('whatever the numbers are, the score lies within 0 and 1, and scaling them changes nothing', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 30 });
  fc.assert(
    fc.property(numbers, (weekly) => {
      const { score } = changeOf(weekly);
      expect(score >= 0 && score <= 1).toBe(true);
      expect(changeOf(weekly.map((value) => value * 4)).score).toBeCloseTo(score, 3);
    }),
    fcOptions(),
  );
});

describe('over simulated years of weekly counts', () => {
  const WEEKS = 26;
  const random = seededRandom(20260302);
  /** A count around a mean, by Knuth's method. */
  const poisson = (mean: number): number => {
    let [count, product] = [0, random.next()];
    for (; product > Math.exp(-mean); count += 1) product *= random.next();
    return count;
  };
  const isChanged = (weeks: readonly number[], until: number) =>
    changeOf(weeks.slice(until - WEEKS, until)).score >= 0.5;

  test('a change that is not there is reported less than once in five years', () => {
    let alarms = 0;
    for (let person = 0; person < 40; person += 1) {
      const weeks = Array.from({ length: WEEKS + 52 }, () => poisson(12));
      for (let until = WEEKS + 1; until <= weeks.length; until += 1) {
        if (isChanged(weeks, until) && !isChanged(weeks, until - 1)) alarms += 1;
      }
    }
    expect(alarms / 40).toBeLessThan(0.2);
  });

  test('half as many from one week on are reported within six weeks in most lives', () => {
    const found = Array.from({ length: 60 }, () => {
      const weeks = Array.from({ length: WEEKS + 6 }, (_, week) => poisson(week < WEEKS ? 12 : 6));
      return [1, 2, 3, 4, 5, 6].some((after) => isChanged(weeks, WEEKS + after));
    });
    expect(found.filter(Boolean).length / found.length).toBeGreaterThan(0.6);
  });
});

test('weeks are counted back from today, from the first whole one on', () => {
  const days = Array.from({ length: 17 }, (_, n) => dayOn(16 - n, { transactionCount: n }));
  // The three oldest of seventeen days make no whole week.
  expect(weeklyNumbersOf(days, TODAY, ({ transactionCount }) => transactionCount)).toEqual([42, 91]);
  expect(weeklyNumbersOf([], TODAY, () => 1)).toEqual([]);
});

describe('a change of rhythm', () => {
  const lifeOf = (before: Habit, after: Habit) => lived(20260303, turning(after, before), PAST_DAYS + 42);
  const sensed = (life: BookedHours, features: Readonly<Record<string, number>> = {}) =>
    assessed('RHYTHM_CHANGE', { ...caseOf({ features }), days: customerOn(life, life.length - 1) });
  const ever = { paymentsAWeek: 12, hour: 16 };

  test('is payments at other hours, and says so', () => {
    const { score, features } = sensed(lifeOf(ever, { ...ever, hour: 5 }), { rhythm_shift_30d: 0.5 });
    expect(score).toBeGreaterThan(0.75);
    expect(features.map(({ name }) => name)).toEqual(['payment_hours_change', 'rhythm_shift_30d']);
  });

  test('is more or fewer payments, and says so', () => {
    const { score, features } = sensed(lifeOf(ever, { ...ever, paymentsAWeek: 36 }));
    expect(score).toBeGreaterThan(0.75);
    expect(features.map(({ name }) => name)).toEqual(['payment_frequency_change']);
  });

  test('is not what goes on as ever, and other hours of apps alone are no more than a middling one', () => {
    const same = lifeOf(ever, ever);
    expect(sensed(same, { rhythm_shift_30d: 0.1 }).score).toBe(0);
    expect(levelOf(sensed(same, { rhythm_shift_30d: 0.5 }).score, 'NONE')).toBe('LOW');
    expect(levelOf(sensed(same, { rhythm_shift_30d: 1 }).score, 'NONE')).toBe('MEDIUM');
  });
});

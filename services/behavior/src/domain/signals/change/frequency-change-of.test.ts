import { fcOptions, seededRandom } from '@rapport/testkit';
import fc from 'fast-check';
import { type BookedHours, customerOn, drawLife, type Habit, risesIn } from '../../../../test/rhythm-lives.ts';
import { frequencyChangeOf } from './frequency-change-of.ts';

const PAST = 180;
const YEAR = 365;
const ever = { paymentsAWeek: 12, hour: 17 };
const lived = (seed: number, habitOn: (day: number) => Habit, days = PAST + 60): BookedHours =>
  drawLife(seededRandom(seed), days, habitOn);
const turning =
  (to: Partial<Habit>, from: Habit = ever) =>
  (day: number) =>
    day < PAST ? from : { ...from, ...to };
const suretyOf = (life: BookedHours, day: number) => frequencyChangeOf(customerOn(life, day));

const falseAlarmsOf = (habit: Habit): number => {
  const lives = Array.from({ length: 12 }, (_, seed) => lived(seed, () => habit, 100 + YEAR));
  return lives.flatMap((life) => risesIn(life, 100, frequencyChangeOf)).length / lives.length;
};
const detectedOf = (to: Partial<Habit>, from: Habit = ever): number => {
  const lives = Array.from({ length: 20 }, (_, seed) => lived(2_000 + seed, turning(to, from)));
  const found = lives.filter((life) => risesIn(life.slice(0, PAST + 42), PAST, frequencyChangeOf).length > 0);
  return found.length / lives.length;
};

test('of lives that go on as ever fewer than one in four is reported in a year', () => {
  expect(falseAlarmsOf(ever)).toBeLessThan(0.25);
});

test('who pays in sprees is reported little more often for it', () => {
  expect(falseAlarmsOf({ ...ever, spree: 3 })).toBeLessThan(0.5);
});

test('a third as many payments, and twice as many, are noticed within six weeks', () => {
  expect(detectedOf({ paymentsAWeek: 4 })).toBeGreaterThan(0.8);
  expect(detectedOf({ paymentsAWeek: 24 })).toBeGreaterThan(0.8);
});

test('an account on which nothing comes any more is noticed within three weeks', () => {
  const life = lived(1, turning({ paymentsAWeek: 0 }));
  expect(suretyOf(life, PAST - 1)).toBe(0);
  expect(suretyOf(life, PAST + 20)).toBeGreaterThan(0.5);
});

test('a third more is none, however many payments make it certain', () => {
  const life = lived(2, turning({ paymentsAWeek: 133 }, { paymentsAWeek: 100, hour: 17 }));
  expect(suretyOf(life, PAST + 41)).toBe(0);
});

test('whose weeks always differed needs more to have changed', () => {
  const uneven = (day: number) => ({ ...ever, paymentsAWeek: Math.floor(day / 7) % 3 === 0 ? 32 : 2 });
  const half = { ...ever, paymentsAWeek: 4 };
  expect(
    suretyOf(
      lived(3, (day) => (day < PAST ? uneven(day) : half)),
      PAST + 41,
    ),
  ).toBeLessThan(0.25);
  expect(suretyOf(lived(3, turning(half)), PAST + 41)).toBeGreaterThan(0.5);
});

test('nothing is told within ten weeks, nor of fewer than 30 payments', () => {
  const life = lived(4, turning({ paymentsAWeek: 0 }));
  expect(suretyOf(life.slice(PAST - 48), 68)).toBeNull();
  expect(
    suretyOf(
      lived(5, () => ({ ...ever, paymentsAWeek: 0.7 })),
      PAST,
    ),
  ).toBeNull();
});

test('when on a day and on which account something was paid changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 30 }), (seed, paymentsAWeek) => {
      const life = lived(seed, turning({ paymentsAWeek }));
      const surety = suretyOf(life, PAST + 41);
      expect(surety !== null && surety >= 0 && surety <= 1).toBe(true);
      expect(
        suretyOf(
          life.map((hours) => hours.map((hour) => 23 - hour)),
          PAST + 41,
        ),
      ).toBe(surety);
      const customer = customerOn(life, PAST + 41);
      const moved = customer.allDays.map((day) => ({ ...day, accountId: `acct-${day.transactionCount}` }));
      expect(frequencyChangeOf({ ...customer, allDays: moved })).toBe(surety);
    }),
    fcOptions({ numRuns: 20 }),
  );
});

// Lives of which only matters when and how often something is booked: drawn from a seed, and as detectors see them.
import { type SeededRandom, seededRandom } from '@rapport/testkit';
import { type CustomerDays, type DatedDay, daysBefore } from '../src/domain/features/feature.ts';
import { HORIZON_DAYS } from '../src/domain/features/horizon.ts';
import { joinHours } from '../src/domain/features/hours.ts';
import { dayOn } from './signal-case.ts';

/** The hours at which something was booked, by the person's own clock, day by day. */
export type BookedHours = readonly (readonly number[])[];

/** How somebody pays on one day. */
export type Habit = {
  readonly paymentsAWeek: number;
  /** The hour around which most of it happens. */
  readonly hour: number;
  readonly weekendHour?: number;
  /** How many payments come in one go; 1 where left out. */
  readonly spree?: number;
};

const HOUR_SPREAD = 3.5;
/** How often a life is looked at: what is noticed stands for longer. */
const LOOK_DAYS = 3;
const FIRST_DAY = '2025-01-06';

/** A count around a mean, by Knuth's method. */
const drawCount = (random: SeededRandom, mean: number): number => {
  let [count, product] = [0, random.next()];
  for (; product > Math.exp(-mean); count += 1) product *= random.next();
  return count;
};

/** An hour around another one: normal by Irwin and Hall's sum of twelve, around the clock. */
const drawHour = (random: SeededRandom, around: number): number => {
  const deviation = Array.from({ length: 12 }, () => random.next()).reduce((sum, part) => sum + part, -6);
  return ((Math.round(around + deviation * HOUR_SPREAD) % 24) + 24) % 24;
};

/** A life of so many days, from a Monday on, with the habit that somebody has on each. */
const drawLife = (random: SeededRandom, days: number, habitOn: (day: number) => Habit): BookedHours =>
  Array.from({ length: days }, (_, day) => {
    const { paymentsAWeek, hour, weekendHour = hour, spree = 1 } = habitOn(day);
    const around = day % 7 >= 5 ? weekendHour : hour;
    return Array.from({ length: drawCount(random, paymentsAWeek / 7 / spree) }, () => {
      const at = drawHour(random, around);
      return Array<number>(spree).fill(at);
    }).flat();
  });

/** The days of one account of a life; those without a booking are left out. */
const accountDaysOf = (life: BookedHours): DatedDay[] =>
  life.flatMap((hours, day) => {
    if (hours.length === 0) return [];
    const byHour = hours.map((hour) => [[hour, 1] as const]).reduce(joinHours, []);
    return [{ ...dayOn(0), day: daysBefore(FIRST_DAY, -day), transactionCount: hours.length, byHour }];
  });

/** What is known of a customer at the end of a day, of the days that are looked back for; clocks show UTC. */
const seenOn = (accountDays: readonly DatedDay[], day: number): CustomerDays => {
  const [first, today] = [daysBefore(FIRST_DAY, HORIZON_DAYS - 1 - day), daysBefore(FIRST_DAY, -day)];
  const allDays = accountDays.filter((one) => one.day >= first && one.day <= today);
  return {
    today,
    main: { accountId: 'acct-1', currency: 'EUR' },
    mainDays: allDays,
    allDays,
    person: { timeZone: 'UTC', financialLiteracy: null },
  };
};

/** A customer at the end of a day of a life. */
export const customerOn = (life: BookedHours, day: number): CustomerDays => seenOn(accountDaysOf(life), day);

/** The days of a life, from one on, on which something rises to MEDIUM, as levels rise and fall. */
const risesIn = (
  life: BookedHours,
  from: number,
  suretyOn: (days: CustomerDays) => number | null,
): readonly number[] => {
  const accountDays = accountDaysOf(life);
  const rises: number[] = [];
  let isUp = false;
  for (let day = from; day < life.length; day += LOOK_DAYS) {
    const surety = suretyOn(seenOn(accountDays, day)) ?? 0;
    if (surety >= 0.5 && !isUp) rises.push(day);
    isUp = surety >= (isUp ? 0.4 : 0.5);
  }
  return rises;
};

/** So many days of a life before its habit turns. */
export const PAST_DAYS = 180;
const YEAR_DAYS = 365;
/** What is noticed at all is noticed within six weeks. */
const NOTICED_DAYS = 42;

/** How somebody pays who is like most. */
export const EVER: Habit = { paymentsAWeek: 12, hour: 17 };

/** A life drawn from a seed. */
export const lived = (seed: number, habitOn: (day: number) => Habit, days = PAST_DAYS + 60): BookedHours =>
  drawLife(seededRandom(seed), days, habitOn);

/** A habit that turns into another one after the past. */
export const turning =
  (to: Partial<Habit>, from: Habit = EVER) =>
  (day: number): Habit =>
    day < PAST_DAYS ? from : { ...from, ...to };

/** A detector over drawn lives. */
export const watching = (suretyOn: (days: CustomerDays) => number | null, firstSeed: number) => ({
  /** What it says at the end of a day. */
  suretyOf: (life: BookedHours, day: number) => suretyOn(customerOn(life, day)),
  /** False alarms a year in lives that go on as ever. */
  falseAlarmsOf: (habit: Habit): number => {
    const lives = Array.from({ length: 12 }, (_, seed) => lived(seed, () => habit, 100 + YEAR_DAYS));
    return lives.flatMap((life) => risesIn(life, 100, suretyOn)).length / lives.length;
  },
  /** The part of the lives that turn which it notices in time. */
  detectedOf: (to: Partial<Habit>, from: Habit = EVER): number => {
    const lives = Array.from({ length: 20 }, (_, seed) => lived(firstSeed + seed, turning(to, from)));
    const found = lives.filter(
      (life) => risesIn(life.slice(0, PAST_DAYS + NOTICED_DAYS), PAST_DAYS, suretyOn).length > 0,
    );
    return found.length / lives.length;
  },
});

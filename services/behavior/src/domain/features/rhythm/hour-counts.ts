import { type CustomerDays, dayNumber } from '../feature.ts';
import type { Hours } from '../hours.ts';
import { rowsWithin } from '../rows-within.ts';
import { totalOf } from '../total-of.ts';
import { zoneOffsets } from './zone-offsets.ts';

const HOURS = 24;

/** From this part of all in one hour on, hours tell of the bank's own rhythm, not of the person's. */
const BATCH_PART = 0.8;

/** How often something happened in each hour of the week, by the person's own clock. */
export type HourCounts = {
  /** By hour of the day, 24. */
  readonly byHour: readonly number[];
  /** Of these, those on a Saturday or Sunday, by hour of the day, 24. */
  readonly weekendByHour: readonly number[];
  /** Of all, those on a Saturday or Sunday. */
  readonly weekend: number;
  readonly total: number;
};

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = 1_800_000;
const WEEK = 7;

/** 1 January 1970 was a Thursday; weekdays count from Sunday. */
const FIRST_WEEKDAY = 4;

/** What a day's line holds: the counts by hour of working days, then those of weekends. */
const WIDTH = 2 * HOURS;

type DayOfHours = { readonly day: string; readonly hours?: Hours | undefined };

/** The sums of hours over the last so many rows of days, one line of sums after the other, beginning with none. */
type HourSums = { readonly lines: Int32Array; readonly count: (daysBack: number) => number };

/** Counts what fell into hours of UTC by a zone's clock, in zones of half hours by the hour it mostly fell in. */
const countHours = (days: readonly DayOfHours[], today: string, zone: string): HourSums => {
  const { rows, count } = rowsWithin(days, today);
  const lines = new Int32Array((rows.length + 1) * WIDTH);
  const offsetOf = zoneOffsets(zone);
  for (const [row, { day, hours = [] }] of rows.entries()) {
    const line = (row + 1) * WIDTH;
    lines.copyWithin(line, line - WIDTH, line);
    const date = dayNumber(day);
    const ahead = Math.floor((offsetOf(date) + HALF_HOUR_MS) / HOUR_MS);
    for (const [utcHour, times] of hours) {
      const hour = utcHour + ahead;
      const weekday = (date + Math.floor(hour / HOURS) + FIRST_WEEKDAY) % WEEK;
      const isWeekend = weekday === 0 || weekday === WEEK - 1;
      lines[line + (isWeekend ? HOURS : 0) + ((hour + HOURS) % HOURS)]! += times;
    }
  }
  return { lines, count };
};

/** The hours of a customer's windows, counted once for each clock, however many windows are asked for. */
const hoursOf = (pick: (days: CustomerDays) => readonly DayOfHours[]) => {
  const known = new WeakMap<CustomerDays, Map<string, HourSums>>();
  return (days: CustomerDays, zone: string, windowDays: number, endedDaysAgo = 0): HourCounts => {
    const byZone = known.get(days) ?? new Map<string, HourSums>();
    known.set(days, byZone);
    const sums = byZone.get(zone) ?? countHours(pick(days), days.today, zone);
    byZone.set(zone, sums);
    const [from, to] = [sums.count(endedDaysAgo) * WIDTH, sums.count(endedDaysAgo + windowDays) * WIDTH];
    const counts = Array.from({ length: WIDTH }, (_, at) => sums.lines[to + at]! - sums.lines[from + at]!);
    const [working, weekendByHour] = [counts.slice(0, HOURS), counts.slice(HOURS)];
    const weekend = totalOf(weekendByHour);
    const byHour = working.map((count, hour) => count + weekendByHour[hour]!);
    return { byHour, weekendByHour, weekend, total: totalOf(working) + weekend };
  };
};

/**
 * Whether bookings stand at the hours at which things were bought: not where the bank books at midnight or in batches.
 */
export const hoursTell = ({ byHour, total }: HourCounts): boolean =>
  total > 0 && Math.max(...byHour) < BATCH_PART * total;

/** The hours of bookings on every account in a window within the horizon, on a clock. */
export const bookingHours = hoursOf(({ allDays }) => allDays.map(({ day, byHour }) => ({ day, hours: byHour })));

/** The hours of what was done in apps in such a window, on a clock. */
export const activityHours = hoursOf(({ activity }) => activity ?? []);

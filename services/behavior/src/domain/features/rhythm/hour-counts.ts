import { type CustomerDays, dayNumber } from '../feature.ts';
import type { Hours } from '../hours.ts';
import { zoneOffsets } from './zone-offsets.ts';

const HOURS = 24;

/** From this part of all in one hour on, hours tell of the bank's own rhythm, not of the person's. */
const BATCH_PART = 0.8;

/** How often something happened in each hour of the week, by the person's own clock. */
export type HourCounts = {
  /** By hour of the day, 24. */
  readonly byHour: readonly number[];
  /** Of all, those on a Saturday or Sunday. */
  readonly weekend: number;
  readonly total: number;
};

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = 1_800_000;
const WEEK = 7;

/** 1 January 1970 was a Thursday; weekdays count from Sunday. */
const FIRST_WEEKDAY = 4;

/** Counts what fell into hours of UTC by a zone's clock; in zones of half hours by the hour it mostly fell in. */
const countHours = (
  days: readonly { readonly day: string; readonly hours?: Hours | undefined }[],
  zone: string,
): HourCounts => {
  const byHour = Array<number>(HOURS).fill(0);
  const offsetOf = zoneOffsets(zone);
  let [weekend, total] = [0, 0];
  for (const { day, hours } of days) {
    if (!hours) continue;
    const date = dayNumber(day);
    const ahead = Math.floor((offsetOf(date) + HALF_HOUR_MS) / HOUR_MS);
    for (const [utcHour, count] of hours) {
      const hour = utcHour + ahead;
      byHour[(hour + HOURS) % HOURS]! += count;
      total += count;
      const weekday = (date + Math.floor(hour / HOURS) + FIRST_WEEKDAY) % WEEK;
      if (weekday === 0 || weekday === WEEK - 1) weekend += count;
    }
  }
  return { byHour, weekend, total };
};

const between = <D extends { readonly day: string }>(
  days: readonly D[],
  { today }: CustomerDays,
  windowDays: number,
  endedDaysAgo: number,
): D[] => {
  const last = dayNumber(today) - endedDaysAgo;
  return days.filter(({ day }) => {
    const number = dayNumber(day);
    return number > last - windowDays && number <= last;
  });
};

/**
 * Whether bookings stand at the hours at which things were bought: not where the bank books at midnight or in batches.
 */
export const hoursTell = ({ byHour, total }: HourCounts): boolean =>
  total > 0 && Math.max(...byHour) < BATCH_PART * total;

/** The hours of bookings on every account in a window, on a clock. */
export const bookingHours = (days: CustomerDays, zone: string, windowDays: number, endedDaysAgo = 0): HourCounts =>
  countHours(
    between(days.allDays, days, windowDays, endedDaysAgo).map(({ day, byHour }) => ({ day, hours: byHour })),
    zone,
  );

/** The hours of what was done in apps in a window, on a clock. */
export const activityHours = (days: CustomerDays, zone: string, windowDays: number, endedDaysAgo = 0): HourCounts =>
  countHours(between(days.activity ?? [], days, windowDays, endedDaysAgo), zone);

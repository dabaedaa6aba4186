import { type CustomerDays, daysBefore } from '../feature.ts';
import { localHourOf } from './local-time.ts';

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

const countHours = (
  days: readonly { readonly day: string; readonly hours?: Readonly<Record<string, number>> | undefined }[],
  zone: string,
): HourCounts => {
  const byHour = Array<number>(HOURS).fill(0);
  let [weekend, total] = [0, 0];
  for (const { day, hours } of days) {
    for (const utcHour in hours) {
      const count = hours[utcHour]!;
      const { hour, weekday } = localHourOf(day, Number(utcHour), zone);
      byHour[hour]! += count;
      total += count;
      if (weekday === 0 || weekday === 6) weekend += count;
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
  const [from, to] = [daysBefore(today, endedDaysAgo + windowDays - 1), daysBefore(today, endedDaysAgo)];
  return days.filter(({ day }) => day >= from && day <= to);
};

/** Whether bookings stand at the hours at which things were bought: not where the bank books at midnight or in batches. */
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

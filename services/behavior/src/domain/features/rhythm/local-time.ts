import { dayNumber } from '../feature.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;

/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How far a zone's clock is ahead of UTC at noon of a day, in milliseconds (IANA time zone database, by ICU). */
const offsetOf = (zone: string, day: number): number => {
  const key = `${zone} ${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(day * DAY_MS + DAY_MS / 2).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const size = hours ? Number(hours) * HOUR_MS + Number(minutes) * 60_000 : 0;
  const offset = sign === '-' ? -size : size;
  offsets.set(key, offset);
  return offset;
};

/** An hour of a person's own clock. Weekdays count from Sunday, 0. */
export type LocalHour = { readonly hour: number; readonly weekday: number };

/** The hour in a zone of what happened within an hour of a UTC day; in zones of half hours the hour it mostly fell in. */
export const localHourOf = (day: string, utcHour: number, zone: string): LocalHour => {
  const date = dayNumber(day);
  const at = date * DAY_MS + utcHour * HOUR_MS + HALF_HOUR_MS + offsetOf(zone, date);
  const local = Math.floor(at / DAY_MS);
  return { hour: Math.floor((at - local * DAY_MS) / HOUR_MS), weekday: (local + FIRST_WEEKDAY) % 7 };
};

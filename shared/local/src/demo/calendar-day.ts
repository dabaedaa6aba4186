const DAY_MS = 86_400_000;

/** A calendar day, counted in days since 1970-01-01, so that no time zone of the machine comes in. */
export type CalendarDay = number;

/** Reads a day written as `2026-03-01`. @throws RangeError where it is none */
export const readDay = (text: string): CalendarDay => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || writeDay(ms / DAY_MS) !== text) throw new RangeError(`"${text}" is no day like 2026-03-01`);
  return ms / DAY_MS;
};

export const writeDay = (day: CalendarDay): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The instant so many minutes after the day began in UTC, RFC 3339. */
export const instantOn = (day: CalendarDay, minutes: number): string =>
  new Date(day * DAY_MS + minutes * 60_000).toISOString();

/** 0 is Sunday. */
export const weekdayOf = (day: CalendarDay): number => new Date(day * DAY_MS).getUTCDay();

export const isWeekend = (day: CalendarDay): boolean => weekdayOf(day) % 6 === 0;

/** Months since year 0, so that months can be subtracted. */
export const monthOf = (day: CalendarDay): number => {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The day of a month that a standing order names; the month's last day where it has fewer. */
export const dayOfMonth = (month: number, wanted: number): CalendarDay => {
  const [year, index] = [Math.floor(month / 12), month % 12];
  const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return Date.UTC(year, index, Math.min(wanted, length)) / DAY_MS;
};

/** The nearest banking day: wages come before a weekend, debits after it. */
export const bankingDay = (day: CalendarDay, direction: 'BEFORE' | 'AFTER'): CalendarDay =>
  isWeekend(day) ? bankingDay(day + (direction === 'BEFORE' ? -1 : 1), direction) : day;

/** A month as statements write it: `03/2026`. */
export const writeMonth = (month: number): string =>
  `${String((month % 12) + 1).padStart(2, '0')}/${Math.floor(month / 12)}`;

import { unreadable } from './read-decimal.ts';

/** A point of local time: the calendar day and the time of day, without a zone. */
export type LocalTime = { readonly day: string; readonly time: string };

const DAY_MS = 86_400_000;
const TOKENS: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<YYYY>\d{4})`,
  YY: String.raw`(?<YY>\d{2})`,
  MM: String.raw`(?<MM>\d{1,2})`,
  DD: String.raw`(?<DD>\d{1,2})`,
  HH: String.raw`(?<HH>\d{1,2})`,
  mm: String.raw`(?<mm>\d{2})`,
  ss: String.raw`(?<ss>\d{2})`,
};

const patterns = new Map<string, RegExp>();
const patternOf = (format: string): RegExp => {
  const known = patterns.get(format);
  if (known) return known;
  // Digits without anything between them have their full width.
  const isTight = /(?:YY|MM)(?:MM|DD)/.test(format);
  const source = format
    .split(/(YYYY|YY|MM|DD|HH|mm|ss)/)
    .map((part) => TOKENS[part] ?? part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('');
  const pattern = new RegExp(`^${isTight ? source.replaceAll('{1,2}', '{2}') : source}$`);
  patterns.set(format, pattern);
  return pattern;
};

/** Of two digits: 70 to 99 are 19.., 00 to 69 are 20.. (POSIX strptime). */
const yearOf = ({ YYYY, YY }: Record<string, string | undefined>): number =>
  YYYY ? Number(YYYY) : Number(YY) + (Number(YY) >= 70 ? 1900 : 2000);

/** Reads a date by its pattern. @throws UnreadableValue where it does not fit or there is no such day */
export const readLocalTime = (text: string, format: string, at: string): LocalTime => {
  const parts = patternOf(format).exec(text)?.groups;
  if (!parts) throw unreadable(text, `is no date of the form ${format}`);
  const [year, month, date] = [yearOf(parts), Number(parts['MM']), Number(parts['DD'])];
  const day = new Date(Date.UTC(year, month - 1, date));
  if (day.getUTCFullYear() !== year || day.getUTCMonth() !== month - 1 || day.getUTCDate() !== date) {
    throw unreadable(text, 'names a day that does not exist');
  }
  const { HH, mm = '00', ss = '00' } = parts;
  const time = HH === undefined ? `${at}:00` : `${HH.padStart(2, '0')}:${mm}:${ss}`;
  if (!/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)) {
    throw unreadable(text, 'names a time that does not exist');
  }
  return { day: day.toISOString().slice(0, 10), time };
};

/** A calendar day so many days later. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days lie between two calendar days. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formatters.set(zone, made);
  return made;
};

/** The local time of an instant in a zone. */
export const localTimeIn = (zone: string, at: Date): LocalTime => {
  const [day, time] = formatterOf(zone).format(at).split(' ');
  return { day: day!, time: time! };
};

const asUtc = ({ day, time }: LocalTime): number => Date.parse(`${day}T${time}Z`);

/**
 * The instant of a local time in a zone. A time that the clock leaps over in spring is taken as if it had not; of a
 * time that comes twice in autumn, the first.
 */
export const instantOf = (local: LocalTime, zone: string): Date => {
  const wanted = asUtc(local);
  const offsetAt = (at: number): number => asUtc(localTimeIn(zone, new Date(at))) - Math.floor(at / 1_000) * 1_000;
  // The larger offset gives the earlier instant.
  const offsets = [offsetAt(wanted - DAY_MS), offsetAt(wanted + DAY_MS)].sort((a, b) => b - a);
  const found = offsets
    .map((offset) => wanted - offset)
    .find((at) => asUtc(localTimeIn(zone, new Date(at))) === wanted);
  return new Date(found ?? wanted - offsetAt(wanted - DAY_MS));
};

import type { InputIssue } from '../errors.ts';
import { fillTemplate, holds, type MappingRow, type MappingScope } from './mapping-row.ts';
import type { MappingValue } from './mapping-value.ts';
import { instantOf, type LocalTime, localTimeIn, plusDays, readLocalTime } from './read-date.ts';
import { fromMinorUnits, negated, readDecimal, UnreadableValue, unreadable } from './read-decimal.ts';

/** What is wrong with a field of a row. */
export type MappedFlaw = InputIssue & {
  /** The message without the row's own value: what may be kept of a row that was not taken. */
  readonly why: string;
};

/** What a value is made with, beside the row. */
export type Evaluation = MappingScope & {
  readonly zone: string;
  readonly lookups: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
  /** By how many days dates are moved, and the day on which that was fixed; 0 and the day of the run where not. */
  readonly shiftDays: number;
  readonly today: string;
  /** Told the calendar day of every instant that is made. */
  readonly onDay: (day: string) => void;
};

type Of<Kind extends MappingValue['kind']> = Extract<MappingValue, { kind: Kind }>;

const readIso = (text: string, zone: string): LocalTime & { readonly at: Date } => {
  const at = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) || Number.isNaN(at.getTime())) {
    throw unreadable(text, 'is no instant with its offset, such as 2026-03-01T09:30:00Z');
  }
  return { ...localTimeIn(zone, at), at };
};

/** Seconds since 1970, as far as the year 9999. */
const readUnix = (text: string, zone: string): LocalTime & { readonly at: Date } => {
  if (!/^\d{1,12}$/.test(text) || Number(text) > 253_402_300_799) {
    throw unreadable(text, 'is no time in seconds since 1970, such as 1772445600');
  }
  const at = new Date(Number(text) * 1_000);
  return { ...localTimeIn(zone, at), at };
};

const readLocal = (text: string, { format, at }: Of<'date'>, zone: string): LocalTime & { readonly at?: Date } => {
  if (format === 'ISO') return readIso(text, zone);
  return format === 'UNIX' ? readUnix(text, zone) : readLocalTime(text, format, at);
};

const evaluateDate = (value: Of<'date'>, scope: Evaluation): string | undefined => {
  const text = fillTemplate(value.date, scope);
  if (text === null) return undefined;
  const zone = value.zone ?? scope.zone;
  const local = readLocal(text, value, zone);
  const moved = plusDays(local.day, scope.shiftDays);
  const isLate = value.notAfter === 'today' && moved > scope.today;
  const day = isLate ? scope.today : moved;
  if (value.as === 'day') return day;
  scope.onDay(day);
  // An instant that nothing moved keeps its milliseconds.
  if (local.at && day === local.day) return local.at.toISOString();
  return instantOf({ day, time: local.time }, zone).toISOString();
};

const evaluateDecimal = (value: Of<'decimal'>, scope: Evaluation): string | undefined => {
  const text = fillTemplate(value.decimal, scope);
  if (text === null) return undefined;
  const read = readDecimal(text, value);
  const decimal = value.minorUnits ? fromMinorUnits(read, value.minorUnits) : read;
  const { negate = false } = value;
  return (typeof negate === 'boolean' ? negate : holds(negate, scope)) ? negated(decimal) : decimal;
};

const evaluateNumber = (value: Of<'number'>, scope: Evaluation): number | undefined => {
  const text = fillTemplate(value.number, scope);
  if (text === null) return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw unreadable(text, 'is no number');
  return Number(text);
};

const evaluateDigits = (value: Of<'digits'>, scope: Evaluation): string | undefined => {
  const text = fillTemplate(value.digits, scope);
  if (text === null) return undefined;
  const digits = /^(\d+)(?:\.0+)?$/.exec(text)?.[1];
  if (digits === undefined) throw unreadable(text, 'is no whole number');
  return digits;
};

const evaluateLookup = (value: Of<'lookup'>, scope: Evaluation): unknown => {
  const key = fillTemplate(value.key, scope);
  const table = scope.lookups[value.lookup]!;
  if (key !== null && Object.hasOwn(table, key)) return table[key];
  if (value.otherwise !== undefined) return evaluateValue(value.otherwise, scope);
  if (key === null) return undefined;
  const known = Object.keys(table).slice(0, 20).join(', ');
  throw unreadable(key, `is not in the lookup ${value.lookup} (${known}): add it there`);
};

const throwAt = ({ path, message, why }: MappedFlaw): never => {
  throw new UnreadableValue(`${path}: ${message}`, `${path}: ${why}`);
};

const evaluateEach = (value: Of<'each'>, scope: Evaluation): unknown => {
  const rows = scope.joined[value.each];
  const list = (Array.isArray(rows) ? rows : rows ? [rows] : []) as MappingRow[];
  const entries = list.map((row) =>
    evaluateFields(value.value, { ...scope, joined: { ...scope.joined, [value.each]: row } }, throwAt),
  );
  return entries.length > 0 ? entries : undefined;
};

const evaluateList = ({ list }: Of<'list'>, scope: Evaluation): unknown => {
  const entries = list.flatMap((fields) => {
    const made = evaluateFields(fields, scope, throwAt);
    return Object.keys(made).length === Object.keys(fields).length ? [made] : [];
  });
  return entries.length > 0 ? entries : undefined;
};

/** A value as it stands in a text. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * The value of a field, or undefined where the row has nothing for it.
 * @throws UnreadableValue where the row has something that cannot be read as it should
 */
export const evaluateValue = (value: MappingValue, scope: Evaluation): unknown => {
  if (value.kind === 'constant') return value.constant;
  if (value.when && !holds(value.when, scope)) return undefined;
  if (value.unless && holds(value.unless, scope)) return undefined;
  const evaluate = EVALUATORS[value.kind] as (of: MappingValue, scope: Evaluation) => unknown;
  return evaluate(value, scope);
};

const evaluateText = (value: Of<'text'>, scope: Evaluation): string | undefined => {
  const parts = value.text.map((one) => evaluateValue(one, scope)).filter((part) => part !== undefined);
  return parts.length > 0 ? parts.map(asText).join(value.separator) : undefined;
};

const EVALUATORS: { readonly [Kind in MappingValue['kind']]: (value: Of<Kind>, scope: Evaluation) => unknown } = {
  constant: ({ constant }) => constant,
  template: ({ template }, scope) => fillTemplate(template, scope) ?? undefined,
  decimal: evaluateDecimal,
  number: evaluateNumber,
  digits: evaluateDigits,
  date: evaluateDate,
  lookup: evaluateLookup,
  text: evaluateText,
  firstOf: ({ firstOf }, scope) => {
    for (const one of firstOf) {
      const found = evaluateValue(one, scope);
      if (found !== undefined) return found;
    }
    return undefined;
  },
  each: evaluateEach,
  list: evaluateList,
};

/** Several fields at once: what is unreadable is told with its field, and the others are made all the same. */
export const evaluateFields = (
  fields: Readonly<Record<string, MappingValue>>,
  scope: Evaluation,
  onFlaw: (flaw: MappedFlaw) => void,
): Record<string, unknown> => {
  const made: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    try {
      const found = evaluateValue(value, scope);
      if (found !== undefined) made[field] = found;
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      onFlaw({ path: field, message: error.message, why: error.why });
    }
  }
  return made;
};

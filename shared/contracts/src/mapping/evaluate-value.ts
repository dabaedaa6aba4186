import { fillTemplate, holds, type MappingRow, type MappingScope } from './mapping-row.ts';
import type { MappingValue } from './mapping-value.ts';
import { instantOf, type LocalTime, localTimeIn, plusDays, readLocalTime } from './read-date.ts';
import { negated, readDecimal, UnreadableValue } from './read-decimal.ts';

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
    throw new UnreadableValue(`"${text.slice(0, 40)}" is no instant with its offset, such as 2026-03-01T09:30:00Z`);
  }
  return { ...localTimeIn(zone, at), at };
};

const evaluateDate = (value: Of<'date'>, scope: Evaluation): string | undefined => {
  const text = fillTemplate(value.date, scope);
  if (text === null) return undefined;
  const zone = value.zone ?? scope.zone;
  const local = value.format === 'ISO' ? readIso(text, zone) : readLocalTime(text, value.format, value.at);
  const moved = plusDays(local.day, scope.shiftDays);
  const isLate = value.notAfter === 'today' && moved > scope.today;
  const day = isLate ? scope.today : moved;
  if (value.as === 'day') return day;
  scope.onDay(day);
  // An instant that nothing moved keeps its milliseconds.
  if ('at' in local && day === local.day) return (local.at as Date).toISOString();
  return instantOf({ day, time: local.time }, zone).toISOString();
};

const evaluateDecimal = (value: Of<'decimal'>, scope: Evaluation): string | undefined => {
  const text = fillTemplate(value.decimal, scope);
  if (text === null) return undefined;
  const decimal = readDecimal(text, value);
  const { negate = false } = value;
  return (typeof negate === 'boolean' ? negate : holds(negate, scope)) ? negated(decimal) : decimal;
};

const evaluateNumber = (value: Of<'number'>, scope: Evaluation): number | undefined => {
  const text = fillTemplate(value.number, scope);
  if (text === null) return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new UnreadableValue(`"${text.slice(0, 40)}" is no number`);
  return Number(text);
};

const evaluateDigits = (value: Of<'digits'>, scope: Evaluation): string | undefined => {
  const text = fillTemplate(value.digits, scope);
  if (text === null) return undefined;
  const digits = /^(\d+)(?:\.0+)?$/.exec(text)?.[1];
  if (digits === undefined) throw new UnreadableValue(`"${text.slice(0, 40)}" is no whole number`);
  return digits;
};

const evaluateLookup = (value: Of<'lookup'>, scope: Evaluation): unknown => {
  const key = fillTemplate(value.key, scope);
  const table = scope.lookups[value.lookup]!;
  if (key !== null && Object.hasOwn(table, key)) return table[key];
  if (value.otherwise !== undefined) return evaluateValue(value.otherwise, scope);
  if (key === null) return undefined;
  const known = Object.keys(table).slice(0, 20).join(', ');
  throw new UnreadableValue(`"${key.slice(0, 40)}" is not in the lookup ${value.lookup} (${known}): add it there`);
};

const evaluateEach = (value: Of<'each'>, scope: Evaluation): unknown => {
  const rows = scope.joined[value.each];
  const list = (Array.isArray(rows) ? rows : rows ? [rows] : []) as MappingRow[];
  const entries = list.map((row) =>
    evaluateFields(value.value, { ...scope, joined: { ...scope.joined, [value.each]: row } }, (path, message) => {
      throw new UnreadableValue(`${path}: ${message}`);
    }),
  );
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
};

/** Several fields at once: what is unreadable is told with its field, and the others are made all the same. */
export const evaluateFields = (
  fields: Readonly<Record<string, MappingValue>>,
  scope: Evaluation,
  onFlaw: (field: string, message: string) => void,
): Record<string, unknown> => {
  const made: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    try {
      const found = evaluateValue(value, scope);
      if (found !== undefined) made[field] = found;
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      onFlaw(field, error.message);
    }
  }
  return made;
};

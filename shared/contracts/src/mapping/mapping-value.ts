import { z } from 'zod';
import { isTimeZone } from '../values.ts';
import { strictlyNamed } from './strictly-named.ts';

/** Text of a template: `{column}` stands for a field of the row, `{join.column}` for one of a joined row. */
export const template = z
  .union([z.string(), z.number(), z.boolean()], 'must be a text such as "{column}"')
  .transform(String)
  .refine((text) => !/[{}]/.test(text.replaceAll(/\{[^{}]+\}/g, '')), 'has a brace that is not closed: write {column}');

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Fields and the texts they may have: every line must hold. `""` means empty. */
export const condition = z.record(
  z.string(),
  z.union([scalar.transform((one) => [one]), z.array(scalar).min(1)], 'must be a value or a list of values'),
  'must name fields and their values, such as {type: OWNER}',
);
export type Condition = z.output<typeof condition>;

/** How the value of a field is made of a row. Where what it is made of is empty, the field is left out. */
export type MappingValue =
  | { readonly kind: 'constant'; readonly constant: number | boolean }
  | ({ readonly when?: Condition; readonly unless?: Condition } & Expression);

type Expression =
  | { readonly kind: 'template'; readonly template: string }
  | {
      /** A signed decimal string. */
      readonly kind: 'decimal';
      readonly decimal: string;
      /** Turns the sign around: always, or where the condition holds. */
      readonly negate?: boolean | Condition;
      readonly decimalSeparator: '.' | ',';
      /** What parts the thousands: a point, a comma, a space or an apostrophe. */
      readonly groupSeparator?: string;
      /** The text counts the smallest unit, of which so many places follow the point: 1250 by 2 is 12.50. */
      readonly minorUnits?: number;
    }
  | { readonly kind: 'number'; readonly number: string }
  /** The digits of a whole number as text: `80269753.0` is `80269753`. */
  | { readonly kind: 'digits'; readonly digits: string }
  | {
      readonly kind: 'date';
      readonly date: string;
      /** `ISO` (an instant with its offset), `UNIX` (seconds), or a pattern of YYYY, YY, MM, DD, HH, mm, ss. */
      readonly format: string;
      readonly zone?: string;
      /** The time of day of a date that has none, `12:00`. */
      readonly at: string;
      /** Nothing later than today: of shifted dates, the day on which the shift was fixed. */
      readonly notAfter?: 'today';
      /** An instant in UTC, or the calendar day. */
      readonly as: 'instant' | 'day';
    }
  | { readonly kind: 'lookup'; readonly lookup: string; readonly key: string; readonly otherwise?: MappingValue }
  | { readonly kind: 'text'; readonly text: readonly MappingValue[]; readonly separator: string }
  | { readonly kind: 'firstOf'; readonly firstOf: readonly MappingValue[] }
  /** A list with one entry for each row of a join that takes many. */
  | { readonly kind: 'each'; readonly each: string; readonly value: Readonly<Record<string, MappingValue>> }
  /** A list of entries that are written out; one of which a field is empty is left out. */
  | { readonly kind: 'list'; readonly list: readonly Readonly<Record<string, MappingValue>>[] };

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const conditions = { when: condition.optional(), unless: condition.optional() };

const EXPRESSIONS = {
  decimal: strictlyNamed({
    ...conditions,
    decimal: template,
    negate: z.union([z.boolean(), condition]).optional(),
    decimalSeparator: z.enum(['.', ',']).default('.'),
    groupSeparator: z.enum(['.', ',', ' ', "'"]).optional(),
    minorUnits: z.int().min(1).max(4).optional(),
  }),
  number: strictlyNamed({ ...conditions, number: template }),
  digits: strictlyNamed({ ...conditions, digits: template }),
  date: strictlyNamed({
    ...conditions,
    date: template,
    format: z
      .string('is missing: write ISO, UNIX or a pattern such as YYYY-MM-DD')
      .refine(
        (format) =>
          format === 'ISO' || format === 'UNIX' || (/YY/.test(format) && /MM/.test(format) && /DD/.test(format)),
        'must be ISO, UNIX or a pattern of YYYY (or YY), MM, DD, HH, mm, ss, such as YYYY-MM-DD',
      ),
    zone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Prague').optional(),
    at: z.string().regex(TIME_OF_DAY, 'must be a time of day, such as "12:00"').default('00:00'),
    notAfter: z.literal('today', 'can only be today').optional(),
    as: z.enum(['instant', 'day']).default('instant'),
  }),
  lookup: strictlyNamed({
    ...conditions,
    lookup: z.string(),
    key: template,
    otherwise: z.lazy(() => mappingValue).optional(),
  }),
  text: strictlyNamed({
    ...conditions,
    text: z.array(z.lazy(() => mappingValue)).min(1),
    separator: z.string().default(' '),
  }),
  firstOf: strictlyNamed({ ...conditions, firstOf: z.array(z.lazy(() => mappingValue)).min(1) }),
  each: strictlyNamed({
    ...conditions,
    each: z.string(),
    value: z.record(
      z.string(),
      z.lazy(() => mappingValue),
    ),
  }),
  list: strictlyNamed({
    ...conditions,
    list: z
      .array(
        z.record(
          z.string(),
          z.lazy(() => mappingValue),
        ),
      )
      .min(1),
  }),
  constant: strictlyNamed({ ...conditions, constant: template }),
} as const;

const KINDS = Object.keys(EXPRESSIONS) as (keyof typeof EXPRESSIONS)[];

const forward = (issues: readonly z.core.$ZodIssue[], context: z.RefinementCtx): typeof z.NEVER => {
  for (const { path, message } of issues) context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
};

/** A value is told by the word it begins with; so a typo inside is answered with that word's own keys. */
export const mappingValue: z.ZodType<MappingValue> = z.unknown().transform((raw, context): MappingValue => {
  if (typeof raw === 'number' || typeof raw === 'boolean') return { kind: 'constant', constant: raw };
  if (typeof raw === 'string') {
    const parsed = template.safeParse(raw);
    return parsed.success ? { kind: 'template', template: parsed.data } : forward(parsed.error.issues, context);
  }
  const kinds = KINDS.filter((kind) => typeof raw === 'object' && raw !== null && Object.hasOwn(raw, kind));
  const [kind] = kinds;
  if (!kind || kinds.length > 1) {
    const found = typeof raw === 'object' && raw !== null ? `, not ${Object.keys(raw).join(', ') || 'nothing'}` : '';
    const message = `must be a text, a number, or one of ${KINDS.join(', ')}${found}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  const parsed = EXPRESSIONS[kind].safeParse(raw);
  if (!parsed.success) return forward(parsed.error.issues, context);
  if (kind !== 'constant') return { kind, ...parsed.data } as MappingValue;
  const { constant, ...rest } = parsed.data as { constant: string };
  return { kind: 'template', template: constant, ...rest };
});

import type { CALL_TYPES } from '../ingest.ts';
import { issuesOf } from '../parse-input.ts';
import { TRACK_SCHEMAS } from '../published/index.ts';
import { asText, type Evaluation, evaluateFields, evaluateValue, type MappedFlaw } from './evaluate-value.ts';
import type { MappingCall, MappingDocument } from './mapping-document.ts';
import { holds, type MappingScope } from './mapping-row.ts';
import { localTimeIn } from './read-date.ts';
import { UnreadableValue } from './read-decimal.ts';

/** A call of the ingestion API as a mapping makes it, but for its messageId. */
export type MappedCall = {
  readonly type: (typeof CALL_TYPES)[number];
  readonly event?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly groupId?: string;
  /** When it was so; left out where the mapping says nothing. */
  readonly timestamp?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
};

/**
 * What becomes of a row by one call of the mapping:
 * SKIPPED by its condition; FLAWED, and where; AHEAD of today once its dates are shifted: it has not happened yet.
 */
export type Mapped =
  | { readonly result: 'CALL'; readonly call: MappedCall }
  | { readonly result: 'SKIPPED' }
  | { readonly result: 'AHEAD'; readonly day: string }
  | { readonly result: 'FLAWED'; readonly flaws: readonly MappedFlaw[] };

/** Where and when a row is mapped. */
export type Mapping = {
  readonly mapping: Pick<MappingDocument, 'zone' | 'lookups'>;
  readonly now: Date;
  /** The account's shift; null where dates stay as they are. */
  readonly shift: { readonly days: number; readonly fixedOn: string } | null;
};

const IDS = ['userId', 'anonymousId', 'groupId', 'timestamp'] as const;
const OBJECTS = ['properties', 'traits', 'context'] as const;

/** The published schema's word on the properties, in the row's own language: which field, and what it should be. */
const publishedFlaws = ({ type, event }: MappingCall, properties: unknown): MappedFlaw[] => {
  const schema = type === 'track' && event ? TRACK_SCHEMAS.get(event) : undefined;
  const parsed = schema?.properties.safeParse(properties ?? {});
  if (!parsed || parsed.success) return [];
  return issuesOf(parsed.error).map(({ path, message }) => {
    const given = path
      .split('.')
      .reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], properties);
    const why = given === undefined ? 'is empty, but needed' : message;
    const quote = given === undefined ? '' : `${JSON.stringify(given).slice(0, 60)} `;
    return { path: `properties.${path}`, message: `${quote}${why}`, why };
  });
};

/** What the values of a row are made with; its dates are moved by the shift. @param onDay told each instant's day */
export const evaluationOf = (
  scope: MappingScope,
  { mapping, now, shift }: Mapping,
  onDay: (day: string) => void = () => undefined,
): Evaluation => ({
  ...scope,
  zone: mapping.zone,
  lookups: mapping.lookups,
  shiftDays: shift?.days ?? 0,
  today: shift?.fixedOn ?? localTimeIn(mapping.zone, now).day,
  onDay,
});

/** Makes one call of a row. Pure: the same row, shift and instant give the same call. */
export const mapRow = (declared: MappingCall, scope: MappingScope, where: Mapping): Mapped => {
  const { mapping, now, shift } = where;
  if (declared.when && !holds(declared.when, scope)) return { result: 'SKIPPED' };
  if (declared.unless && holds(declared.unless, scope)) return { result: 'SKIPPED' };
  const runDay = localTimeIn(mapping.zone, now).day;
  const flaws: MappedFlaw[] = [];
  let latest = '';
  const evaluation = evaluationOf(scope, where, (day) => {
    if (day > latest) latest = day;
  });
  const call: Record<string, unknown> = { type: declared.type, ...(declared.event ? { event: declared.event } : {}) };
  for (const name of IDS) {
    const value = declared[name];
    if (!value) continue;
    try {
      const found = evaluateValue(value, evaluation);
      if (found !== undefined) call[name] = asText(found);
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      flaws.push({ path: name, message: error.message, why: error.why });
    }
  }
  for (const name of OBJECTS) {
    const fields = declared[name];
    if (!fields) continue;
    call[name] = evaluateFields(fields, evaluation, (flaw) => flaws.push({ ...flaw, path: `${name}.${flaw.path}` }));
  }
  if (call['userId'] === undefined && call['anonymousId'] === undefined && flaws.length === 0) {
    const why = 'is empty: the row does not say who it is about';
    flaws.push({ path: 'userId', message: why, why });
  }
  if (flaws.length === 0) flaws.push(...publishedFlaws(declared, call['properties']));
  if (flaws.length > 0) return { result: 'FLAWED', flaws };
  if (shift && latest > runDay) return { result: 'AHEAD', day: latest };
  return { result: 'CALL', call: call as MappedCall };
};

/**
 * The day on which a `Transaction Posted` of the row was booked, before any shift; null where the row makes none or
 * does not say it.
 */
export const bookedDayOf = (declared: MappingCall, scope: MappingScope, mapping: Mapping['mapping']): string | null => {
  const bookedAt = declared.properties?.['bookedAt'];
  if (!bookedAt || declared.event !== 'Transaction Posted') return null;
  if ((declared.when && !holds(declared.when, scope)) || (declared.unless && holds(declared.unless, scope)))
    return null;
  let found: string | null = null;
  const onDay = (day: string) => {
    found = day;
  };
  const unmoved = { zone: mapping.zone, lookups: mapping.lookups, shiftDays: 0, today: '9999-12-31', onDay };
  evaluateFields({ bookedAt }, { ...scope, ...unmoved }, () => undefined);
  return found;
};

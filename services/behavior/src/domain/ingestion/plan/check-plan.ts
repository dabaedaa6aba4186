import { type Flaw, flaw } from '../flaw.ts';
import type { CallType, EventRule, PropertyRule, PropertyType, TrackingPlan } from './tracking-plan.ts';

/** What of a call a plan looks at. */
export type PlannedCall = {
  readonly type: CallType;
  /** The event of a `track` call. */
  readonly event: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
};

const NAMED_MAX = 5;

/** RFC 3339, section 5.6. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const IS: Readonly<Record<PropertyType, (value: unknown) => boolean>> = {
  TEXT: (value) => typeof value === 'string',
  NUMBER: (value) => typeof value === 'number',
  INTEGER: (value) => Number.isSafeInteger(value),
  BOOLEAN: (value) => typeof value === 'boolean',
  INSTANT: (value) => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
  LIST: (value) => Array.isArray(value),
  OBJECT: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const WORDS: Readonly<Record<PropertyType, string>> = {
  TEXT: 'a text',
  NUMBER: 'a number',
  INTEGER: 'a whole number',
  BOOLEAN: 'true or false',
  INSTANT: 'an instant such as 2026-03-01T09:30:00Z',
  LIST: 'a list',
  OBJECT: 'an object',
};

const propertyFlaw = (rule: PropertyRule, properties: PlannedCall['properties']): Flaw | null => {
  const value = Object.hasOwn(properties, rule.name) ? properties[rule.name] : undefined;
  const path = `properties.${rule.name}`;
  if (value === undefined || value === null) {
    return rule.isRequired
      ? flaw(path, 'OFF_PLAN', `is missing: the tracking plan asks for ${WORDS[rule.type]}`)
      : null;
  }
  if (!IS[rule.type](value)) return flaw(path, 'OFF_PLAN', `must be ${WORDS[rule.type]}, as the tracking plan says`);
  if (rule.values && !rule.values.includes(value as string)) {
    return flaw(path, 'OFF_PLAN', `must be one of the ${rule.values.length} texts that the tracking plan names`);
  }
  return null;
};

/** Names the strangers, for their values may reach a person and their names seldom do. */
const strangersFlaw = ({ properties, isClosed }: EventRule, sent: PlannedCall['properties']): Flaw | null => {
  if (!isClosed) return null;
  const named = new Set(properties.map(({ name }) => name));
  const strangers = Object.keys(sent).filter((name) => !named.has(name));
  if (strangers.length === 0) return null;
  const some = strangers.slice(0, NAMED_MAX).map((name) => JSON.stringify(name.slice(0, 64)));
  const more = strangers.length > NAMED_MAX ? ` and ${strangers.length - NAMED_MAX} more` : '';
  return flaw('properties', 'OFF_PLAN', `has what the tracking plan does not name: ${some.join(', ')}${more}`);
};

/** Everything by which a call breaks its source's plan, whatever the plan's mode; nothing where it keeps it. */
export const checkPlan = (plan: TrackingPlan, { type, event, properties }: PlannedCall): Flaw[] => {
  if (plan.types && !plan.types.includes(type)) {
    const allowed = plan.types.length > 0 ? plan.types.join(', ') : 'nothing';
    return [flaw('type', 'UNPLANNED', `is not what this source may send: its tracking plan names ${allowed}`)];
  }
  if (type !== 'track' || !plan.events) return [];
  const rule = plan.events.find((planned) => planned.event === event);
  if (!rule) {
    return [flaw('event', 'UNPLANNED', 'is not in the tracking plan of this source: correct its name or plan it')];
  }
  return [
    ...rule.properties.map((property) => propertyFlaw(property, properties)),
    strangersFlaw(rule, properties),
  ].filter((found) => found !== null);
};

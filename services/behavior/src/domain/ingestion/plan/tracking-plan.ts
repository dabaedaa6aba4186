import type { CALL_TYPES } from '@rapport/contracts';

/** STRICT: what breaks the plan is refused. WARN: it is taken, and counted. OFF: nothing is looked at. */
export const PLAN_MODES = ['STRICT', 'WARN', 'OFF'] as const;
export type PlanMode = (typeof PLAN_MODES)[number];

export type CallType = (typeof CALL_TYPES)[number];

export const PROPERTY_TYPES = ['TEXT', 'NUMBER', 'INTEGER', 'BOOLEAN', 'INSTANT', 'LIST', 'OBJECT'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** What one property of an event has to be. */
export type PropertyRule = {
  readonly name: string;
  readonly type: PropertyType;
  readonly isRequired: boolean;
  /** The texts that it may be; null: any. */
  readonly values: readonly string[] | null;
};

/** An event that a source may send, and what is expected of it beside its published schema, where it has one. */
export type EventRule = {
  readonly event: string;
  readonly properties: readonly PropertyRule[];
  /** Whether properties that are not named here break the plan. */
  readonly isClosed: boolean;
};

/** What a source may send: its tracking plan, as Segment calls it. */
export type TrackingPlan = {
  readonly source: string;
  /** 1, and one more with each change. */
  readonly version: number;
  readonly mode: PlanMode;
  /** The kinds of call; null: all. */
  readonly types: readonly CallType[] | null;
  /** The `track` events; null: all. */
  readonly events: readonly EventRule[] | null;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly reason: string;
};

/** What an operator says of a plan; who and when is added. */
export type PlanDraft = Pick<TrackingPlan, 'source' | 'mode' | 'types' | 'events'>;

/** Why a plan is not made. */
export type PlanRefusal = 'UNKNOWN_SOURCE' | 'EVENTS' | 'EVENT_TWICE' | 'PROPERTIES' | 'PROPERTY_TWICE' | 'VALUES';

const EVENTS_MAX = 200;
const PROPERTIES_MAX = 50;
const VALUES_MAX = 100;
const NAME_LENGTH_MAX = 256;

const isName = (name: string): boolean => name !== '' && name.length <= NAME_LENGTH_MAX && !name.includes('\0');
const hasTwice = (names: readonly string[]): boolean => new Set(names).size < names.length;

/** Why a plan cannot be kept, or null. */
export const planRefusal = ({ events }: PlanDraft): PlanRefusal | null => {
  const rules = events ?? [];
  if (rules.length > EVENTS_MAX || !rules.every(({ event }) => isName(event))) return 'EVENTS';
  if (hasTwice(rules.map(({ event }) => event))) return 'EVENT_TWICE';
  for (const { properties } of rules) {
    if (properties.length > PROPERTIES_MAX || !properties.every(({ name }) => isName(name))) return 'PROPERTIES';
    if (hasTwice(properties.map(({ name }) => name))) return 'PROPERTY_TWICE';
    const isUnusable = ({ values, type }: PropertyRule) =>
      values !== null &&
      (type !== 'TEXT' || values.length === 0 || values.length > VALUES_MAX || !values.every(isName));
    if (properties.some(isUnusable)) return 'VALUES';
  }
  return null;
};

import type { TraitDataClass, TraitReader } from '../traits/trait-schema.ts';

/** What is computed of a customer's events. */
export const COMPUTED_FUNCTIONS = [
  'COUNT',
  'SUM',
  'MINIMUM',
  'MAXIMUM',
  'FIRST',
  'LAST',
  'MOST_FREQUENT',
  'UNIQUE_LIST',
] as const;
export type ComputedFunction = (typeof COMPUTED_FUNCTIONS)[number];

/** How a property of an event is compared. */
export const CONDITION_OPERATORS = ['IS', 'IS_NOT', 'AT_LEAST', 'AT_MOST', 'EXISTS'] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** What has to hold of an event for it to count. */
export type Condition = {
  /** A property of the event; a point leads into an object: `product.category`. */
  readonly property: string;
  readonly operator: ConditionOperator;
  /** One of these for IS, none of these for IS_NOT, one decimal for AT_LEAST and AT_MOST, nothing for EXISTS. */
  readonly values: readonly string[];
};

/** A trait that is computed from a customer's events, as an operator declares it. */
export type ComputedTrait = {
  readonly name: string;
  readonly description: string;
  readonly dataClass: TraitDataClass;
  /** Who sees it where it is SENSITIVE, beside the customer themselves. */
  readonly visibleTo: readonly TraitReader[];
  /** The name of the `track` event. */
  readonly event: string;
  /** All of them have to hold. */
  readonly conditions: readonly Condition[];
  readonly computes: ComputedFunction;
  /** The property it is computed of; null for COUNT. */
  readonly property: string | null;
  /** For SUM, MINIMUM and MAXIMUM of amounts: the property that names their currency. */
  readonly currencyProperty: string | null;
  /** Over so many UTC days, today included; null: over everything since it counts. */
  readonly windowDays: number | null;
};

/** A declaration as it is kept. */
export type DeclaredTrait = ComputedTrait & {
  /** Counts the declarations of this name, from 1. */
  readonly version: number;
  /** The version from which on it is summarised in this way: what was counted before is not the same thing. */
  readonly summary: number;
  /** What happened before is not counted. */
  readonly countsFrom: Date;
  readonly declaredBy: string;
  readonly declaredAt: Date;
  readonly reason: string;
};

/** Whether two declarations count the same: then a new wording goes on with what was counted. */
export const countsAlike = (a: ComputedTrait, b: ComputedTrait): boolean => {
  const counted = (trait: ComputedTrait) =>
    JSON.stringify([
      trait.event,
      trait.conditions.map(({ property, operator, values }) => [property, operator, values]),
      trait.computes,
      trait.property,
      trait.currencyProperty,
      trait.windowDays,
    ]);
  return counted(a) === counted(b);
};

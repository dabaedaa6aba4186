import { type IdentityRules, type IdentityTypeRule, UNIQUE_TYPES } from './identity-rules.ts';

/** What is to change of the rules; what is left out stays. */
export type RulesChange = {
  readonly types?: readonly IdentityTypeRule[] | null | undefined;
  readonly blockedValues?: readonly string[] | null | undefined;
  readonly mergingSources?: readonly string[] | null | undefined;
};

/** Why a change is not made. */
export type RulesRefusal = 'TYPE_TWICE' | 'UNIQUE_TYPE' | 'LIMIT' | 'PRIORITY' | 'BLOCKED_VALUES' | 'MERGING_SOURCES';

const LIMIT_MAX = 1_000;
const PRIORITY_MAX = 100;
const LIST_MAX = 100;
const BLOCKED_LENGTH_MAX = 100;
const SOURCE = /^[a-z0-9][a-z0-9-]{0,62}$/;

const isWithin = (value: number, max: number): boolean => value >= 1 && value <= max;

/** The rules with some of them changed. */
export const changedRules = (rules: IdentityRules, change: RulesChange): IdentityRules => ({
  types: rules.types.map((rule) => change.types?.find(({ type }) => type === rule.type) ?? rule),
  blockedValues: change.blockedValues ?? rules.blockedValues,
  mergingSources: change.mergingSources ?? rules.mergingSources,
});

/** Whether a pattern would block everything, or nearly: what is left of it without its stars is nothing. */
const blocksAll = (pattern: string): boolean => pattern.replaceAll('*', '').trim() === '';

/** Why a change cannot be made, or null. Nobody may let a customer have two of what a person has one of. */
export const refusalOf = ({ types, blockedValues, mergingSources }: RulesChange): RulesRefusal | null => {
  const asked = types ?? [];
  if (new Set(asked.map(({ type }) => type)).size < asked.length) return 'TYPE_TWICE';
  const isLoose = ({ type, limit, window }: IdentityTypeRule) =>
    UNIQUE_TYPES.includes(type) && (limit !== 1 || window !== 'EVER');
  if (asked.some(isLoose)) return 'UNIQUE_TYPE';
  if (asked.some(({ limit }) => !isWithin(limit, LIMIT_MAX))) return 'LIMIT';
  if (asked.some(({ priority }) => !isWithin(priority, PRIORITY_MAX))) return 'PRIORITY';
  const blocked = blockedValues ?? [];
  const isUnusable = (value: string) => value.length > BLOCKED_LENGTH_MAX || blocksAll(value) || value.includes('\0');
  if (blocked.length > LIST_MAX || blocked.some(isUnusable)) return 'BLOCKED_VALUES';
  const sources = mergingSources ?? [];
  if (sources.length > LIST_MAX || !sources.every((source) => SOURCE.test(source))) return 'MERGING_SOURCES';
  return null;
};

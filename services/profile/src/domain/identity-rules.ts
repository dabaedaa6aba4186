import type { IdentityType } from '@rapport/contracts';

/**
 * From the strongest to the weakest, until operators change it: what the bank itself vouches for comes before what a
 * device says.
 */
export const STRENGTH: readonly IdentityType[] = [
  'USER_ID',
  'CRM_ID',
  'ACCOUNT_ID',
  'EMAIL',
  'PHONE',
  'CARD_TOKEN',
  'DEVICE_ID',
  'PUSH_TOKEN',
  'EXTERNAL',
  'ANONYMOUS_ID',
];

/** Over which time a limit counts: everything there ever was, or what was first seen in the last seven days. */
export const LIMIT_WINDOWS = ['EVER', 'WEEK'] as const;
export type LimitWindow = (typeof LIMIT_WINDOWS)[number];

const WEEK_MS = 7 * 86_400_000;

/** What holds for one type of identifier. */
export type IdentityTypeRule = {
  readonly type: IdentityType;
  /** 1 is the strongest; of two that are equal, the one that comes first in `STRENGTH`. */
  readonly priority: number;
  /** How many values of the type a customer may gain within the window. */
  readonly limit: number;
  readonly window: LimitWindow;
};

/** What resolution goes by; changed by operators and kept in versions. */
export type IdentityRules = {
  /** One for every type of identifier. */
  readonly types: readonly IdentityTypeRule[];
  /** Values that identify nobody, whatever their case; `*` stands for any characters. */
  readonly blockedValues: readonly string[];
  /** The sources whose word is enough to make one of two known customers. */
  readonly mergingSources: readonly string[];
};

/** Rules as they are kept: which version, who made it, when and why. */
export type IdentityRulesVersion = IdentityRules & {
  readonly version: number;
  /** Null for the rules that the house began with. */
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
  readonly reason: string | null;
};

/** A person has one of each: a second value is a second person, so nobody may raise these limits. */
export const UNIQUE_TYPES: readonly IdentityType[] = ['USER_ID', 'CRM_ID'];

/** Accounts and cards are the bank's own word, and people have many. */
const BANK_TYPES: readonly IdentityType[] = ['ACCOUNT_ID', 'CARD_TOKEN'];

/** What a device has of itself: somebody of whom nothing else is known is anonymous. */
export const DEVICE_TYPES: readonly IdentityType[] = ['DEVICE_ID', 'PUSH_TOKEN', 'ANONYMOUS_ID'];

const firstRuleOf = (type: IdentityType, index: number): IdentityTypeRule => ({
  type,
  priority: index + 1,
  limit: UNIQUE_TYPES.includes(type) ? 1 : BANK_TYPES.includes(type) ? 50 : 5,
  window: DEVICE_TYPES.includes(type) ? 'WEEK' : 'EVER',
});

/**
 * The rules before anybody changed them. Segment's merge protection: one user id ever, five of everything else,
 * with what devices make up by themselves counted by the week. No source may merge two known customers.
 */
export const FIRST_RULES: IdentityRulesVersion = {
  version: 0,
  changedBy: null,
  changedAt: null,
  reason: null,
  types: STRENGTH.map(firstRuleOf),
  blockedValues: ['-1', 'null', 'undefined', 'anonymous'],
  mergingSources: [],
};

/** Zeros and dashes, or nothing at all, identify nobody under any rules. */
const EMPTY = /^[0-]*$/;

/** Whether a value is like a pattern in which `*` stands for any characters; both in lower case. Never backtracks. */
const isLike = (pattern: string, value: string): boolean => {
  const parts = pattern.split('*');
  const [first, last] = [parts[0]!, parts.at(-1)!];
  if (parts.length === 1) return value === pattern;
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= value.length - last.length;
};

/** Whether a value is one that programs send when they know nobody. */
export const isBlocked = ({ blockedValues }: IdentityRules, value: string): boolean => {
  const asked = value.trim().toLowerCase();
  return EMPTY.test(asked) || blockedValues.some((pattern) => isLike(pattern.toLowerCase(), asked));
};

export const ruleOf = ({ types }: IdentityRules, type: IdentityType): IdentityTypeRule =>
  types.find((rule) => rule.type === type)!;

/** The types from the strongest to the weakest. */
export const orderOf = ({ types }: IdentityRules): readonly IdentityType[] =>
  [...types]
    .sort((a, b) => a.priority - b.priority || STRENGTH.indexOf(a.type) - STRENGTH.indexOf(b.type))
    .map(({ type }) => type);

/** From when on an identifier of a type counts towards its limit, given the instant it is asked at. */
export const countedSince = (rules: IdentityRules, type: IdentityType, now: Date): Date =>
  ruleOf(rules, type).window === 'EVER' ? new Date(0) : new Date(now.getTime() - WEEK_MS);

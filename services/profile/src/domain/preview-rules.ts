import type { HeldIdentifier } from './identifier.ts';
import type { MergeChange } from './identity-change.ts';
import { countedSince, DEVICE_TYPES, type IdentityRules, isBlocked } from './identity-rules.ts';
import { branchOf } from './merge-tree.ts';

export const RULE_EFFECTS = ['SPLIT', 'MERGED', 'DEMOTED'] as const;
/** What other rules would have made of a customer: two people, one with somebody else, or with fewer identifiers. */
export type RuleEffect = (typeof RULE_EFFECTS)[number];

type Identifiers = readonly Pick<HeldIdentifier, 'customerId' | 'type' | 'value' | 'firstSeenAt'>[];
type StandingMerge = Pick<MergeChange, 'origin' | 'survivor' | 'source'>;

/** A customer as the rules see them. */
export type RuledCustomer = {
  /** Over every id they were known by. */
  readonly identifiers: Identifiers;
  /** The merges that made them. */
  readonly merges: readonly StandingMerge[];
  /** Whom a source tied them to that might not merge them. */
  readonly suggested: readonly { readonly source: string; readonly identifiers: Identifiers }[];
};

const exceeds = (rules: IdentityRules, identifiers: Identifiers, now: Date): boolean =>
  rules.types.some(({ type, limit }) => {
    const since = countedSince(rules, type, now);
    return identifiers.filter((held) => held.type === type && held.firstSeenAt >= since).length > limit;
  });

const isKnown = (identifiers: Identifiers): boolean => identifiers.some(({ type }) => !DEVICE_TYPES.includes(type));

/** Whether a source's word, and not a person's, made one of two known customers, and the rules let it. */
const isMergedUnder = (rules: IdentityRules, customer: RuledCustomer, merge: StandingMerge): boolean => {
  if (merge.source === null || rules.mergingSources.includes(merge.source)) return true;
  const branch = branchOf(customer.merges, merge.origin);
  const [own, others] = [true, false].map((isOwn) =>
    customer.identifiers.filter(({ customerId }) => branch.includes(customerId) === isOwn),
  );
  return !isKnown(own!) || !isKnown(others!);
};

const effectsUnder = (rules: IdentityRules, customer: RuledCustomer, now: Date): Set<RuleEffect> => {
  const { identifiers, merges, suggested } = customer;
  const effects = new Set<RuleEffect>();
  const isTooMuch = exceeds(rules, identifiers, now);
  const bySources = merges.filter(({ source }) => source !== null);
  if (bySources.some((merge) => !isMergedUnder(rules, customer, merge))) effects.add('SPLIT');
  if (isTooMuch) effects.add(bySources.length > 0 ? 'SPLIT' : 'DEMOTED');
  if (identifiers.some(({ value }) => isBlocked(rules, value))) effects.add('DEMOTED');
  const isJoined = suggested.some(
    (other) =>
      rules.mergingSources.includes(other.source) && !exceeds(rules, [...identifiers, ...other.identifiers], now),
  );
  if (isJoined) effects.add('MERGED');
  return effects;
};

/**
 * What a change of the rules would do to a customer, had the new rules always held: what is so under them and not under
 * the old ones. Changed rules concern new calls alone; this is what an operator looks at before.
 */
export const effectsOfChange = (
  before: IdentityRules,
  after: IdentityRules,
  customer: RuledCustomer,
  now: Date,
): RuleEffect[] => {
  const already = effectsUnder(before, customer, now);
  const then = effectsUnder(after, customer, now);
  return RULE_EFFECTS.filter((effect) => then.has(effect) && !already.has(effect));
};

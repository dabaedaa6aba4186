import { byStrength, type HashedIdentifier } from './identifier.ts';
import {
  type GainedIdentifier,
  type Identities,
  type KnownIdentities,
  type Merge,
  trackIdentities,
} from './identities.ts';
import { type IdentityRules, orderOf } from './identity-rules.ts';
import { pairOf } from './merge-tree.ts';

/** One set of identifiers that stand for one person, as a caller knows them. */
export type IdentifierSet = {
  /** Who it is, strongest first; at least one. */
  readonly identifiers: readonly HashedIdentifier[];
  /** What the person says of themselves: attached to whoever they are, but never decides it and never merges. */
  readonly gains: readonly HashedIdentifier[];
  /** The source whose word it is; null for a question, which finds and makes customers but joins none. */
  readonly source: string | null;
};

/** Who each set stands for, and what has to be written for it to stay so. */
export type Resolution = {
  /** One customer per set, in the order of the sets. */
  readonly customerIds: readonly string[];
  readonly created: readonly { readonly customerId: string; readonly source: string | null }[];
  readonly attached: readonly GainedIdentifier[];
  /** What a customer did not gain because of a limit. */
  readonly demoted: readonly GainedIdentifier[];
  readonly merges: readonly Merge[];
  /** What would be a merge if the source might. */
  readonly suggestions: readonly Merge[];
};

const inCanonicalOrder = (rules: IdentityRules, sets: readonly IdentifierSet[]): number[] => {
  const order = orderOf(rules);
  const ranks = sets.map(({ identifiers }) =>
    identifiers.map(({ type, valueHash }) => `${order.indexOf(type)}:${valueHash}`).join(' '),
  );
  return sets.map((_, index) => index).sort((a, b) => (ranks[a]! < ranks[b]! ? -1 : ranks[a]! > ranks[b]! ? 1 : a - b));
};

/** The holder of the strongest identifier whom no stronger one of the set contradicts. */
const findHolder = (identities: Identities, identifiers: readonly HashedIdentifier[]): string | undefined => {
  for (const [index, identifier] of identifiers.entries()) {
    const holder = identities.holderOf(identifier.valueHash);
    if (holder && !identifiers.slice(0, index).some((stronger) => identities.excludes(holder, stronger))) return holder;
  }
  return undefined;
};

/**
 * Finds the customer of every set of a batch, makes those that are missing, and joins those that are one.
 * Deterministic, by Segment's rules: the strongest identifier that somebody holds decides, and what nobody holds is
 * attached. An identifier with which the customer would have more of its type than the limit is demoted, and every
 * weaker one that leads to somebody else with it: two people at one device stay two. What another customer holds makes
 * the two one where the limits allow it and either is known by devices alone, or the source may merge; else it is a
 * suggestion.
 * The sets of a batch see what earlier ones changed, in an order that depends on the sets alone, so that the order in
 * which they arrive changes nothing.
 * @param newIds an unused customer id for each set
 */
export const resolveIdentity = (
  rules: IdentityRules,
  sets: readonly IdentifierSet[],
  known: KnownIdentities,
  newIds: readonly string[],
): Resolution => {
  const identities = trackIdentities(rules, known);
  const created: { customerId: string; source: string | null }[] = [];
  const demoted: GainedIdentifier[] = [];
  const suggestions: Merge[] = [];

  const gain = (customerId: string, identifier: HashedIdentifier, source: string | null) => {
    if (identities.holderOf(identifier.valueHash) === customerId) return;
    if (identities.excludes(customerId, identifier)) demoted.push({ ...identifier, customerId, source });
    else if (!identities.holderOf(identifier.valueHash)) identities.attach({ ...identifier, customerId, source });
  };
  const join = (customerId: string, { type, valueHash }: HashedIdentifier, source: string) => {
    const holder = identities.holderOf(valueHash);
    if (!holder || holder === customerId || !identities.mayBeOne(customerId, holder)) return;
    const [survivor, origin] = pairOf(customerId, holder);
    const isTold = identities.areBothKnown(origin, survivor) && !rules.mergingSources.includes(source);
    if (isTold) suggestions.push({ origin, survivor, type, source });
    else identities.merge({ origin, survivor, type, source });
  };

  const customerIds: string[] = sets.map(() => '');
  for (const index of inCanonicalOrder(rules, sets)) {
    const { identifiers, gains, source } = sets[index]!;
    const found = findHolder(identities, identifiers);
    const customerId = found ?? newIds[index]!;
    if (!found) created.push({ customerId, source });
    customerIds[index] = customerId;
    for (const identifier of [...identifiers, ...[...gains].sort(byStrength)]) gain(customerId, identifier, source);
    if (source === null) continue;
    for (const identifier of identifiers) join(identities.currentOf(customerId), identifier, source);
  }
  return {
    customerIds: customerIds.map((id) => identities.currentOf(id)),
    created,
    attached: identities.attached(),
    demoted,
    merges: identities.merges(),
    suggestions,
  };
};

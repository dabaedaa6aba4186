import { byStrength, type HashedIdentifier, STRENGTH, UNIQUE_TYPES } from './identifier.ts';

/** One set of identifiers that stand for one person, as a caller knows them. */
export type IdentifierSet = {
  /** Who it is, strongest first; at least one. */
  readonly identifiers: readonly HashedIdentifier[];
  /** What the person says of themselves: attached to whoever they are, but never decides it. */
  readonly gains: readonly HashedIdentifier[];
};

/** An identifier and who holds it. */
export type KnownIdentifier = Pick<HashedIdentifier, 'type' | 'valueHash'> & { readonly customerId: string };

/** Who each set stands for, and what has to be written for it to stay so. */
export type Resolution = {
  /** One customer per set, in the order of the sets. */
  readonly customerIds: readonly string[];
  readonly created: readonly string[];
  readonly attached: readonly (HashedIdentifier & { readonly customerId: string })[];
};

const rankOf = ({ identifiers }: IdentifierSet): string =>
  identifiers.map(({ type, valueHash }) => `${STRENGTH.indexOf(type)}:${valueHash}`).join(' ');

const inCanonicalOrder = (sets: readonly IdentifierSet[]): number[] => {
  const ranks = sets.map(rankOf);
  return sets.map((_, index) => index).sort((a, b) => (ranks[a]! < ranks[b]! ? -1 : ranks[a]! > ranks[b]! ? 1 : a - b));
};

/**
 * Finds the customer of every set of a batch, and makes those that are missing. Deterministic: the strongest identifier
 * that somebody holds decides; what nobody holds is attached; what another holds stays there (nothing merges here).
 * A weaker identifier never leads to a customer with another USER_ID or CRM_ID than the set's own (Segment's limit of
 * one, `user_id` 1 ever): two people at one device stay two. The sets of a batch see what earlier ones attached, in an
 * order that depends on the sets alone, so that the order in which they arrive changes nothing.
 * @param known who holds the sets' identifiers, and the USER_ID and CRM_ID of those holders
 * @param newIds an unused customer id for each set
 */
export const resolveIdentity = (
  sets: readonly IdentifierSet[],
  known: readonly KnownIdentifier[],
  newIds: readonly string[],
): Resolution => {
  const holders = new Map(known.map(({ valueHash, customerId }) => [valueHash, customerId]));
  const taken = new Map<string, Set<string>>();
  const slot = (customerId: string, type: string) => `${customerId} ${type}`;
  const take = ({ type, valueHash, customerId }: KnownIdentifier) => {
    const key = slot(customerId, type);
    taken.set(key, (taken.get(key) ?? new Set()).add(valueHash));
  };
  known.forEach(take);
  const created: string[] = [];
  const attached: (HashedIdentifier & { customerId: string })[] = [];

  const excludes = (customerId: string, { type, valueHash }: HashedIdentifier): boolean => {
    const values = UNIQUE_TYPES.includes(type) ? taken.get(slot(customerId, type)) : undefined;
    return values !== undefined && !values.has(valueHash);
  };
  const find = (identifiers: readonly HashedIdentifier[]): string | undefined => {
    for (const [index, { valueHash }] of identifiers.entries()) {
      const holder = holders.get(valueHash);
      if (holder && !identifiers.slice(0, index).some((stronger) => excludes(holder, stronger))) return holder;
    }
    return undefined;
  };
  const attach = (customerId: string, identifier: HashedIdentifier) => {
    if (holders.has(identifier.valueHash) || excludes(customerId, identifier)) return;
    holders.set(identifier.valueHash, customerId);
    take({ ...identifier, customerId });
    attached.push({ ...identifier, customerId });
  };

  const customerIds: string[] = sets.map(() => '');
  for (const index of inCanonicalOrder(sets)) {
    const { identifiers, gains } = sets[index]!;
    const found = find(identifiers);
    const customerId = found ?? newIds[index]!;
    if (!found) created.push(customerId);
    customerIds[index] = customerId;
    for (const identifier of [...identifiers, ...[...gains].sort(byStrength)]) attach(customerId, identifier);
  }
  return { customerIds, created, attached };
};

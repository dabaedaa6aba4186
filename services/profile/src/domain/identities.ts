import type { IdentityType } from '@rapport/contracts';
import type { HashedIdentifier } from './identifier.ts';
import { DEVICE_TYPES, type IdentityRules, ruleOf } from './identity-rules.ts';
import { pairOf } from './merge-tree.ts';

/** An identifier and who holds it, under their current id. */
export type KnownIdentifier = Pick<HashedIdentifier, 'type' | 'valueHash'> & { readonly customerId: string };

/** What resolution has to know of a customer, over every id they were ever known by. */
export type KnownCustomer = {
  readonly customerId: string;
  /** How many identifiers of each type count towards its limit now. */
  readonly counts: Readonly<Partial<Record<IdentityType, number>>>;
  /** Whether anything but a device speaks for them. */
  readonly isKnown: boolean;
};

/** What is kept that concerns the sets of a batch. */
export type KnownIdentities = {
  readonly identifiers: readonly KnownIdentifier[];
  /** Every holder of these identifiers. */
  readonly customers: readonly KnownCustomer[];
  /** Pairs of holders of whom it was said that they are two people. */
  readonly keptApart: readonly (readonly [string, string])[];
};

/** Two customers who are one from now on; the older one's id remains. */
export type Merge = {
  readonly origin: string;
  readonly survivor: string;
  /** The identifier that ties them together. */
  readonly type: IdentityType;
  readonly source: string;
};

/** An identifier that a customer gains, or does not, and the source whose word it is. */
export type GainedIdentifier = HashedIdentifier & { readonly customerId: string; readonly source: string | null };

/** Who holds what while a batch is resolved: it changes with every set. */
export const trackIdentities = (rules: IdentityRules, { identifiers, customers, keptApart }: KnownIdentities) => {
  const holders = new Map(identifiers.map(({ valueHash, customerId }) => [valueHash, customerId]));
  const known = new Set(customers.filter(({ isKnown }) => isKnown).map(({ customerId }) => customerId));
  const tallies = new Map(customers.map(({ customerId, counts }) => [customerId, new Map(Object.entries(counts))]));
  const mergedInto = new Map<string, string>();
  const attached: GainedIdentifier[] = [];
  const merges: Merge[] = [];

  const currentOf = (customerId: string): string => {
    const into = mergedInto.get(customerId);
    return into === undefined ? customerId : currentOf(into);
  };
  const holderOf = (valueHash: string): string | undefined => {
    const holder = holders.get(valueHash);
    return holder === undefined ? undefined : currentOf(holder);
  };
  const countOf = (customerId: string, type: IdentityType): number => tallies.get(customerId)?.get(type) ?? 0;
  const count = (customerId: string, type: string, more: number) => {
    const tally = tallies.get(customerId) ?? new Map<string, number>();
    tallies.set(customerId, tally.set(type, (tally.get(type) ?? 0) + more));
  };
  const areKeptApart = (a: string, b: string): boolean =>
    keptApart.some(([one, other]) => {
      const [older, younger] = pairOf(currentOf(one), currentOf(other));
      return older === pairOf(a, b)[0] && younger === pairOf(a, b)[1];
    });

  return {
    currentOf,
    holderOf,
    attached: (): readonly GainedIdentifier[] => attached,
    merges: (): readonly Merge[] => merges,
    areBothKnown: (a: string, b: string): boolean => known.has(a) && known.has(b),

    /** Whether one more identifier would be one too many. */
    excludes: (customerId: string, { type, valueHash }: HashedIdentifier): boolean =>
      holderOf(valueHash) !== customerId && countOf(customerId, type) >= ruleOf(rules, type).limit,

    /** Whether two customers may be one person at all. */
    mayBeOne: (a: string, b: string): boolean =>
      !areKeptApart(a, b) &&
      rules.types.every(({ type, limit }) => {
        const [ofA, ofB] = [countOf(a, type), countOf(b, type)];
        return ofA === 0 || ofB === 0 || ofA + ofB <= limit;
      }),

    attach: (gained: GainedIdentifier): void => {
      const { customerId, type, valueHash } = gained;
      holders.set(valueHash, customerId);
      count(customerId, type, 1);
      if (!DEVICE_TYPES.includes(type)) known.add(customerId);
      attached.push(gained);
    },

    merge: (merge: Merge): void => {
      const { origin, survivor } = merge;
      mergedInto.set(origin, survivor);
      for (const [type, more] of tallies.get(origin) ?? []) count(survivor, type, more);
      if (known.has(origin)) known.add(survivor);
      merges.push(merge);
    },
  };
};
export type Identities = ReturnType<typeof trackIdentities>;

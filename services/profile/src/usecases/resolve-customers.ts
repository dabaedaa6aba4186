import { type ContactPointKind, contactPointIdOf, type Tx } from '@rapport/contracts';
import { type ContactPoint, NEVER_GIVEN } from '../domain/customer.ts';
import { joinFacts } from '../domain/facts.ts';
import { type HashedIdentifier, UNIQUE_TYPES } from '../domain/identifier.ts';
import { type IdentifierSet, type Resolution, resolveIdentity } from '../domain/resolve-identity.ts';
import type { Keys, Stores } from './ports.ts';

const CONTACT_KINDS: readonly string[] = ['PHONE', 'EMAIL'] satisfies ContactPointKind[];

const hashesOf = (sets: readonly IdentifierSet[]): string[] => [
  ...new Set(sets.flatMap(({ identifiers, gains }) => [...identifiers, ...gains]).map(({ valueHash }) => valueHash)),
];

/** An address that came as an identifier is also a place where the customer is reached. */
const contactPointOf = (
  key: Uint8Array,
  { type, value, customerId }: HashedIdentifier & { customerId: string },
): ContactPoint => {
  const kind = type as ContactPointKind;
  return { customerId, contactPointId: contactPointIdOf(key, kind, value), kind, address: value, since: NEVER_GIVEN };
};

/**
 * Finds the customers of a batch of sets, makes those that are missing, and locks all of them. Where every identifier
 * is known nothing is written. Where one is not, its set is locked first and everything is read again, so that two
 * processes that meet the same new identifier at once make one customer.
 */
export const resolveCustomers =
  ({ stores, keys }: { stores: Stores; keys: Keys }) =>
  async (tx: Tx, sets: readonly IdentifierSet[]): Promise<Resolution> => {
    const hashes = hashesOf(sets);
    const newIds = sets.map(() => tx.newId('cus'));
    const known = await stores.identifiers.known(tx, hashes, UNIQUE_TYPES);
    const asItStands = resolveIdentity(sets, known, newIds);
    if (asItStands.attached.length === 0) {
      await tx.lock(asItStands.customerIds);
      return asItStands;
    }
    await stores.identifiers.lock(tx, hashes);
    await tx.lock([...known.map(({ customerId }) => customerId), ...newIds]);
    const resolution = resolveIdentity(sets, await stores.identifiers.known(tx, hashes, UNIQUE_TYPES), newIds);
    // Customers that another process made in between.
    await tx.lock(resolution.customerIds);
    const created = resolution.created.map((customerId) => ({
      customerId,
      createdAt: tx.now,
      displayName: null,
      announcedHash: null,
    }));
    await stores.customers.insert(tx, created);
    await stores.identifiers.insert(
      tx,
      resolution.attached.map((identifier) => ({ ...identifier, firstSeenAt: tx.now })),
    );
    const reachable = resolution.attached.filter(({ type }) => CONTACT_KINDS.includes(type));
    const contactPoints = reachable.map((identifier) => contactPointOf(keys.contactPoint, identifier));
    await stores.facts.save(tx, joinFacts([{ contactPoints }]));
    return resolution;
  };

import { type ContactPointKind, contactPointIdOf, type IdentityType, RapportError, type Tx } from '@rapport/contracts';
import { type ContactPoint, NEVER_GIVEN } from '../domain/customer.ts';
import { joinFacts } from '../domain/facts.ts';
import type { HashedIdentifier } from '../domain/identifier.ts';
import type { KnownCustomer, KnownIdentities } from '../domain/identities.ts';
import { countedSince, DEVICE_TYPES, type IdentityRules } from '../domain/identity-rules.ts';
import { type IdentifierSet, type Resolution, resolveIdentity } from '../domain/resolve-identity.ts';
import { joinCustomers } from './join-customers.ts';
import type { IdentifierCount, Keys, Stores } from './ports.ts';

const CONTACT_KINDS: readonly string[] = ['PHONE', 'EMAIL'] satisfies ContactPointKind[];

const hashesOf = (sets: readonly IdentifierSet[]): string[] => [
  ...new Set(sets.flatMap(({ identifiers, gains }) => [...identifiers, ...gains]).map(({ valueHash }) => valueHash)),
];

const customersOf = (counts: readonly IdentifierCount[]): KnownCustomer[] =>
  [...Map.groupBy(counts, ({ customerId }) => customerId)].map(([customerId, own]) => ({
    customerId,
    counts: Object.fromEntries(own.map(({ type, count }): [IdentityType, number] => [type, count])),
    isKnown: own.some(({ type }) => !DEVICE_TYPES.includes(type)),
  }));

/** What is kept of those who hold any of these identifiers. */
const readKnown = async (
  { stores }: { stores: Stores },
  tx: Tx,
  rules: IdentityRules,
  hashes: readonly string[],
): Promise<KnownIdentities> => {
  const identifiers = await stores.identifiers.holdersOf(tx, hashes);
  const holders = [...new Set(identifiers.map(({ customerId }) => customerId))];
  const since = rules.types.map(({ type }) => ({ type, since: countedSince(rules, type, tx.now) }));
  return {
    identifiers,
    customers: customersOf(await stores.identifiers.countsOf(tx, holders, since)),
    keptApart: await stores.merges.keptApart(tx, holders),
  };
};

/** An address that came as an identifier is also a place where the customer is reached. */
const contactPointOf = (
  key: Uint8Array,
  { type, value, customerId }: HashedIdentifier & { customerId: string },
): ContactPoint => {
  const kind = type as ContactPointKind;
  return { customerId, contactPointId: contactPointIdOf(key, kind, value), kind, address: value, since: NEVER_GIVEN };
};

/** @throws RapportError CONFLICT where a holder was merged before they could be locked; what fails is tried again */
const checkStillCurrent = (before: KnownIdentities, now: KnownIdentities): void => {
  const current = new Set(now.customers.map(({ customerId }) => customerId));
  if (before.customers.every(({ customerId }) => current.has(customerId))) return;
  throw new RapportError('CONFLICT', 'one of the customers was just merged: try again');
};

/** Writes what a resolution found out; everybody concerned is locked. */
const keep = async (ports: { stores: Stores; keys: Keys }, tx: Tx, resolution: Resolution): Promise<void> => {
  const { stores, keys } = ports;
  await stores.customers.insert(
    tx,
    resolution.created.map((made) => ({ ...made, createdAt: tx.now, displayName: null, announcedHash: null })),
  );
  const held = resolution.attached.map((identifier) => ({ ...identifier, firstSeenAt: tx.now }));
  await stores.identifiers.insert(tx, held);
  const reachable = held.filter(({ type }) => CONTACT_KINDS.includes(type));
  const contactPoints = reachable.map((identifier) => contactPointOf(keys.contactPoint, identifier));
  await stores.facts.save(tx, joinFacts([{ contactPoints }]));
  for (const merge of resolution.merges) await joinCustomers(ports)(tx, { ...merge, changedBy: null, reason: null });
};

/** Who the sets stand for, and those of whom there is something new to tell. */
export type ResolvedCustomers = { readonly customerIds: readonly string[]; readonly changed: readonly string[] };

/**
 * Finds the customers of a batch of sets, makes those that are missing, joins those that are one, and locks all of
 * them. Where every identifier is known nothing is written. Where one is not, its set is locked first and everything is
 * read again, so that two processes that meet the same new identifier at once make one customer.
 */
export const resolveCustomers =
  (ports: { stores: Stores; keys: Keys }) =>
  async (tx: Tx, rules: IdentityRules, sets: readonly IdentifierSet[]): Promise<ResolvedCustomers> => {
    const { stores } = ports;
    const hashes = hashesOf(sets);
    const newIds = sets.map(() => tx.newId('cus'));
    const known = await readKnown(ports, tx, rules, hashes);
    let resolution = resolveIdentity(rules, sets, known, newIds);
    if (resolution.attached.length > 0 || resolution.merges.length > 0) {
      await stores.identifiers.lock(tx, hashes);
      await tx.lock([...known.customers.map(({ customerId }) => customerId), ...newIds]);
      const locked = await readKnown(ports, tx, rules, hashes);
      checkStillCurrent(known, locked);
      resolution = resolveIdentity(rules, sets, locked, newIds);
      const merged = resolution.merges.flatMap(({ origin, survivor }) => [origin, survivor]);
      // Customers that another process made in between.
      await tx.lock([...resolution.customerIds, ...merged]);
      await keep(ports, tx, resolution);
    } else await tx.lock(resolution.customerIds);
    await stores.history.demote(tx, resolution.demoted);
    await stores.merges.suggest(tx, resolution.suggestions);
    const { attached, merges } = resolution;
    const survivors = new Map(merges.map(({ origin, survivor }) => [origin, survivor]));
    const currentOf = (id: string): string => (survivors.has(id) ? currentOf(survivors.get(id)!) : id);
    const changed = [...attached.map(({ customerId }) => customerId), ...survivors.keys()].map(currentOf);
    return { customerIds: resolution.customerIds, changed: [...new Set(changed)] };
  };

import { contactPointIdOf, type Tx } from '@rapport/contracts';
import { observedAtOf, type SourcedCall } from '../domain/call.ts';
import { type Facts, joinFacts } from '../domain/facts.ts';
import { hashIdentifiers } from '../domain/identifier.ts';
import type { IdentityRules } from '../domain/identity-rules.ts';
import { readTraits, type SaidTraits, type TraitRules } from '../domain/read-traits.ts';
import type { IdentifierSet } from '../domain/resolve-identity.ts';
import { readServicing } from '../domain/servicing/read-servicing.ts';
import type { ServicingNews } from '../domain/servicing/servicing-news.ts';
import { boundNames } from '../domain/traits/bound-names.ts';
import type { TraitSchema } from '../domain/traits/trait-schema.ts';
import { announceCustomers } from './announce-customers.ts';
import { announceObligations } from './announce-obligations.ts';
import { countEvents } from './count-events.ts';
import type { Keys, Stores } from './ports.ts';
import { renameCustomers } from './rename-customers.ts';
import { resolveCustomers } from './resolve-customers.ts';

/** A call as profile understands it, with the set it is resolved by and those of the people it names. */
type ReadCall = {
  readonly call: SourcedCall;
  readonly said: SaidTraits;
  readonly news: ServicingNews | null;
  readonly set: IdentifierSet;
  readonly others: ReadonlyMap<string, IdentifierSet>;
};

const readCall = (key: Uint8Array, rules: IdentityRules, traitRules: TraitRules, call: SourcedCall): ReadCall => {
  const said = readTraits(call, traitRules);
  const news = readServicing(call);
  const gained = [
    ...said.addresses.map(({ kind, address }) => ({ type: kind, value: address })),
    ...(news?.accountIds ?? []).map((value) => ({ type: 'ACCOUNT_ID' as const, value })),
  ];
  const others = (news?.userIds ?? []).map((value): [string, IdentifierSet] => [
    value,
    { identifiers: hashIdentifiers(key, rules, [{ type: 'USER_ID', value }]), gains: [], source: call.source },
  ]);
  return {
    call,
    said,
    news,
    set: {
      identifiers: hashIdentifiers(key, rules, call.identifiers),
      gains: hashIdentifiers(key, rules, gained),
      source: call.source,
    },
    // A holder called `null` is nobody.
    others: new Map(others.filter(([, { identifiers }]) => identifiers.length > 0)),
  };
};

const factsOf = (
  { call, said, news, set, others }: ReadCall,
  customerOf: ReadonlyMap<IdentifierSet, string>,
  contactPointKey: Uint8Array,
): Partial<Facts>[] => {
  const customerId = customerOf.get(set)!;
  const { source } = call;
  const observedAt = observedAtOf(call);
  return [
    {
      traits: said.traits.map((trait) => ({ ...trait, customerId, source, observedAt })),
      guesses: said.guesses.map((guess) => ({ ...guess, customerId, source, observedAt })),
      rejectedTraits: said.rejected.map((rejected) => ({ ...rejected, customerId, source, observedAt })),
      contactPoints: said.addresses.map(({ kind, address }) => ({
        customerId,
        contactPointId: contactPointIdOf(contactPointKey, kind, address),
        kind,
        address,
        since: observedAt,
      })),
    },
    // Nobody else is known by a holder's unusable user id: what is said of them falls to nobody and is dropped.
    news?.factsOf({ customerId, customerOf: (userId) => customerOf.get(others.get(userId)!) ?? '' }) ?? {},
  ];
};

const withoutNobody = (facts: Facts): Facts => ({
  ...facts,
  holders: facts.holders.filter(({ customerId }) => customerId !== ''),
});

/** Whose loans a batch speaks of: also of borrowers whom no call names, where somebody else paid. */
const borrowersOf = async (stores: Stores, tx: Tx, facts: Facts): Promise<string[]> => {
  const said = [facts.loans, facts.schedules, facts.instalments, facts.payments, facts.reversals].flat();
  const loanIds = [...new Set(said.map(({ loanId }) => loanId))];
  return loanIds.length > 0 ? stores.loans.borrowersOf(tx, loanIds) : [];
};

/** Keeps what sources said of traits, as far as there is room. */
const keepTraits = async ({ stores }: { stores: Stores }, tx: Tx, schema: TraitSchema, facts: Facts) => {
  const known = await stores.traits.namesOf([...new Set(facts.traits.map(({ customerId }) => customerId))], tx);
  const { traits, rejected } = boundNames(schema, facts.traits, known);
  const { guesses, rejectedTraits } = facts;
  await stores.traits.save(tx, { traits, guesses, rejectedTraits: [...rejectedTraits, ...rejected] });
};

const NAMES: readonly string[] = ['name', 'firstName', 'lastName'];

/**
 * Takes a batch of raw calls: finds or makes the customers, keeps what the calls say of them, and tells the others.
 * The number of statements is the same for one call and for hundreds. A call whose identifiers identify nobody says
 * nothing of anybody: `refuse` is told of it and the others are taken.
 */
export const takeCalls =
  (ports: { stores: Stores; keys: Keys; refuse: (call: SourcedCall) => void }) =>
  async (tx: Tx, calls: readonly SourcedCall[]): Promise<void> => {
    const { stores } = ports;
    const rules = await stores.rules.inForce(tx);
    const schema = await stores.traitSchema.inForce(tx);
    const computed = await stores.computedTraits.holdInForce(tx);
    const traitRules = { schema, computedNames: new Set(computed.map(({ name }) => name)) };
    const read = calls.map((call) => readCall(ports.keys.identifier, rules, traitRules, call));
    for (const { call, set } of read) if (set.identifiers.length === 0) ports.refuse(call);
    const usable = read.filter(({ set }) => set.identifiers.length > 0);
    if (usable.length === 0) return;
    const sets = usable.flatMap(({ set, others }) => [set, ...others.values()]);
    const { customerIds, changed } = await resolveCustomers(ports)(tx, rules, sets);
    const customerOf = new Map(sets.map((set, index) => [set, customerIds[index]!]));
    const parts = usable.flatMap((item) => factsOf(item, customerOf, ports.keys.contactPoint));
    const facts = withoutNobody(joinFacts(parts));
    await stores.facts.save(tx, facts);
    await keepTraits(ports, tx, schema, facts);
    await countEvents(ports)(
      tx,
      computed,
      usable.map(({ call, set }) => ({ customerId: customerOf.get(set)!, call })),
    );
    const named = facts.traits.filter(({ name }) => NAMES.includes(name)).map(({ customerId }) => customerId);
    if (named.length > 0) await renameCustomers(ports)(tx, named);
    // An account that was corrected is news to everybody who holds it, also to those whom no call names.
    const holders = await stores.accounts.holdersOf(
      facts.accounts.map(({ accountId }) => accountId),
      tx,
    );
    const touched = [facts.traits, facts.guesses, facts.contactPoints, ...holders.values()].flat();
    const touchedIds = [...changed, ...touched.map(({ customerId }) => customerId)];
    const borrowers = await borrowersOf(ports.stores, tx, facts);
    await tx.lock([...touchedIds, ...borrowers]);
    await announceCustomers(ports)(tx, touchedIds);
    await announceObligations(ports)(tx, [...changed, ...borrowers]);
  };

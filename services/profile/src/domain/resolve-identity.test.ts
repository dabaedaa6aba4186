import type { IdentityType } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { hashIdentifiers } from './identifier.ts';
import type { KnownIdentifier, KnownIdentities } from './identities.ts';
import { DEVICE_TYPES, FIRST_RULES, type IdentityRules, STRENGTH } from './identity-rules.ts';
import { type IdentifierSet, type Resolution, resolveIdentity } from './resolve-identity.ts';
import { changedRules } from './rules-change.ts';

const KEY = new Uint8Array(32).fill(1);
const hashed = (...pairs: [IdentityType, string][]) =>
  hashIdentifiers(
    KEY,
    FIRST_RULES,
    pairs.map(([type, value]) => ({ type, value })),
  );
const setOf = (...pairs: [IdentityType, string][]): IdentifierSet => ({
  identifiers: hashed(...pairs),
  gains: [],
  source: 'app',
});
const idsFor = (sets: readonly unknown[], prefix = 'new') => sets.map((_, index) => `${prefix}-${index}`);
type Held = KnownIdentifier;
const holds = (customerId: string, type: IdentityType, value: string): Held => ({
  ...hashed([type, value])[0]!,
  customerId,
});

/** What is kept once these identifiers are held, all of them counted. */
const knownFrom = (held: readonly Held[], keptApart: KnownIdentities['keptApart'] = []): KnownIdentities => ({
  identifiers: held,
  customers: [...Map.groupBy(held, ({ customerId }) => customerId)].map(([customerId, own]) => ({
    customerId,
    counts: Object.fromEntries(
      [...Map.groupBy(own, ({ type }) => type)].map(([type, ofType]) => [type, ofType.length]),
    ),
    isKnown: own.some(({ type }) => !DEVICE_TYPES.includes(type)),
  })),
  keptApart,
});

/** Who holds what after a batch. */
const heldAfter = (held: readonly Held[], { attached, merges }: Resolution): Held[] => {
  const survivors = new Map(merges.map(({ origin, survivor }) => [origin, survivor]));
  const currentOf = (id: string): string => (survivors.has(id) ? currentOf(survivors.get(id)!) : id);
  return [...held, ...attached].map((item) => ({ ...item, customerId: currentOf(item.customerId) }));
};

const resolve = (
  sets: readonly IdentifierSet[],
  held: readonly Held[] = [],
  { prefix = 'new', rules = FIRST_RULES }: { prefix?: string; rules?: IdentityRules } = {},
) => resolveIdentity(rules, sets, knownFrom(held), idsFor(sets, prefix));

const someSet = fc
  .array(fc.tuple(fc.constantFrom(...STRENGTH.filter((type) => type !== 'PHONE')), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((pairs) =>
    setOf(...pairs.map(([type, n]): [IdentityType, string] => [type, type === 'EMAIL' ? `p${n}@x.org` : `v${n}`])),
  );
const someSets = fc.array(someSet, { minLength: 1, maxLength: 12 });

test('a set that nobody holds makes a customer; the same set again is the same customer', () => {
  const sets = [setOf(['USER_ID', 'ada'], ['EMAIL', 'ada@example.org']), setOf(['EMAIL', 'ADA@example.org '])];
  const { customerIds, created, attached } = resolve(sets);
  expect(customerIds).toEqual(['new-0', 'new-0']);
  expect(created).toEqual([{ customerId: 'new-0', source: 'app' }]);
  expect(attached).toHaveLength(2);
});

test('the strongest identifier decides between several customers, and the weaker ones stay where they are', () => {
  const known = [holds('ada', 'EMAIL', 'ada@example.org'), holds('bob', 'CARD_TOKEN', 'card-1')];
  const sets = [setOf(['CARD_TOKEN', 'card-1'], ['EMAIL', 'ada@example.org'], ['ANONYMOUS_ID', 'a1'])];
  const { customerIds, created, attached, merges } = resolve(sets, known);
  expect([customerIds, merges]).toEqual([['ada'], []]);
  expect(created).toEqual([]);
  expect(attached).toMatchObject([{ type: 'ANONYMOUS_ID', customerId: 'ada' }]);
});

test('a second person who logs in at a shared device is a second customer', () => {
  const known = [holds('ada', 'USER_ID', 'ada'), holds('ada', 'ANONYMOUS_ID', 'a1')];
  const sets = [setOf(['USER_ID', 'bob'], ['ANONYMOUS_ID', 'a1'])];
  const { customerIds, attached } = resolve(sets, known);
  expect(customerIds).toEqual(['new-0']);
  expect(attached).toMatchObject([{ type: 'USER_ID', customerId: 'new-0' }]);
});

test.each(['', '0', '000-000', '-1', 'null', 'Anonymous', 'undefined'])('the value "%s" identifies nobody', (value) => {
  expect(hashed(['USER_ID', value])).toEqual([]);
});

test('what a person says of themselves is attached to them but never decides who they are', () => {
  const gains = hashed(['EMAIL', 'ada@example.org']);
  const known = [holds('ada', 'EMAIL', 'ada@example.org')];
  const sets = [{ ...setOf(['ANONYMOUS_ID', 'a9']), gains }];
  expect(resolve(sets, known).customerIds).toEqual(['new-0']);
});

/** Which sets belong together, whatever the ids are. */
const partitionOf = (customerIds: readonly string[]): number[] => customerIds.map((id) => customerIds.indexOf(id));

test('the order of the sets in a batch changes nothing in who belongs together', () => {
  fc.assert(
    fc.property(
      someSets.chain((sets) =>
        fc.tuple(
          fc.constant(sets),
          fc.shuffledSubarray(
            sets.map((_, index) => index),
            { minLength: sets.length },
          ),
        ),
      ),
      ([sets, order]) => {
        const inOrder = resolve(sets).customerIds;
        const shuffled = resolve(order.map((index) => sets[index]!)).customerIds;
        const back = sets.map((_, index) => shuffled[order.indexOf(index)]!);
        expect(partitionOf(back)).toEqual(partitionOf(inOrder));
      },
    ),
    fcOptions(),
  );
});

test('resolving again what was resolved finds the same customers and changes nothing', () => {
  fc.assert(
    fc.property(someSets, (sets) => {
      const first = resolve(sets);
      const again = resolve(sets.toReversed(), heldAfter([], first), { prefix: 'second' });
      expect(again.customerIds.toReversed()).toEqual(first.customerIds);
      expect([again.created, again.attached]).toEqual([[], []]);
    }),
    fcOptions(),
  );
});

test('an identifier has one holder and no customer ever has two user ids, whatever is resolved and merged', () => {
  const rules = changedRules(FIRST_RULES, { mergingSources: ['app'] });
  fc.assert(
    fc.property(someSets, someSets, fc.boolean(), (sets, later, mayMerge) => {
      const options = { rules: mayMerge ? rules : FIRST_RULES };
      const held = heldAfter([], resolve(sets, [], options));
      const all = heldAfter(held, resolve(later, held, { ...options, prefix: 'second' }));
      expect(new Set(all.map(({ valueHash }) => valueHash)).size).toBe(all.length);
      const owners = all.filter(({ type }) => type === 'USER_ID').map(({ customerId }) => customerId);
      expect(new Set(owners).size).toBe(owners.length);
    }),
    fcOptions(),
  );
});

test('a device that was anonymous joins the customer who logs in on it, whatever the source', () => {
  const known = [holds('cus-1', 'ANONYMOUS_ID', 'a1'), holds('cus-2', 'USER_ID', 'ada')];
  const { customerIds, merges, attached } = resolve([setOf(['USER_ID', 'ada'], ['ANONYMOUS_ID', 'a1'])], known);
  expect(customerIds).toEqual(['cus-1']);
  expect(merges).toEqual([{ origin: 'cus-2', survivor: 'cus-1', type: 'ANONYMOUS_ID', source: 'app' }]);
  expect(attached).toEqual([]);
});

describe('an identifier that ties two known customers together', () => {
  const known = [holds('cus-1', 'EMAIL', 'ada@example.org'), holds('cus-2', 'USER_ID', 'ada')];
  const sets = [setOf(['USER_ID', 'ada'], ['EMAIL', 'ada@example.org'])];
  const tie = { origin: 'cus-2', survivor: 'cus-1', type: 'EMAIL', source: 'app' };

  test('is a suggestion from a source that may not merge', () => {
    expect(resolve(sets, known)).toMatchObject({ customerIds: ['cus-2'], merges: [], suggestions: [tie] });
  });

  test('makes one of them where the source may', () => {
    const rules = changedRules(FIRST_RULES, { mergingSources: ['app'] });
    expect(resolve(sets, known, { rules })).toMatchObject({ customerIds: ['cus-1'], merges: [tie], suggestions: [] });
  });

  test('changes nothing where they are kept apart', () => {
    const rules = changedRules(FIRST_RULES, { mergingSources: ['app'] });
    const apart = resolveIdentity(rules, sets, knownFrom(known, [['cus-2', 'cus-1']]), ['new']);
    expect(apart).toMatchObject({ customerIds: ['cus-2'], merges: [], suggestions: [] });
  });

  test('changes nothing where it is only asked who they are', () => {
    const asked = sets.map((set) => ({ ...set, source: null }));
    expect(resolve(asked, known)).toMatchObject({ customerIds: ['cus-2'], merges: [], suggestions: [] });
  });

  test('changes nothing where each has a user id of their own', () => {
    const two = [...known, holds('cus-1', 'USER_ID', 'bob')];
    expect(resolve(sets, two)).toMatchObject({ customerIds: ['cus-2'], merges: [], suggestions: [] });
  });
});

test('an identifier over the limit is demoted, and what is weaker no longer leads to anybody', () => {
  const mails = [1, 2, 3, 4, 5].map((n) => holds('ada', 'EMAIL', `ada${n}@example.org`));
  const known = [...mails, holds('ada', 'USER_ID', 'ada'), holds('ada', 'DEVICE_ID', 'd1')];
  const sixth: [IdentityType, string] = ['EMAIL', 'ada6@example.org'];
  expect(resolve([setOf(['USER_ID', 'ada'], sixth)], known)).toMatchObject({
    customerIds: ['ada'],
    attached: [],
    demoted: [{ type: 'EMAIL', value: 'ada6@example.org', customerId: 'ada' }],
  });
  expect(resolve([setOf(sixth, ['DEVICE_ID', 'd1'])], known)).toMatchObject({
    customerIds: ['new-0'],
    attached: [{ type: 'EMAIL', customerId: 'new-0' }],
  });
});

test('where no limit is reached and the source may merge, the order of arrival changes nothing at all', () => {
  const rules = changedRules(FIRST_RULES, {
    mergingSources: ['app'],
    types: FIRST_RULES.types.map((rule) => ({ ...rule, limit: 1_000 })),
  });
  const free = fc.array(
    someSet.filter(({ identifiers }) => identifiers.every(({ type }) => !['USER_ID', 'CRM_ID'].includes(type))),
    { minLength: 1, maxLength: 10 },
  );
  const inBatches = (sets: readonly IdentifierSet[], size: number): Map<string, string> => {
    let held: Held[] = [];
    for (let at = 0; at < sets.length; at += size) {
      held = heldAfter(held, resolve(sets.slice(at, at + size), held, { rules, prefix: `b${at}` }));
    }
    return new Map(held.map(({ valueHash, customerId }) => [valueHash, customerId]));
  };
  fc.assert(
    fc.property(free, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (sets, size, otherSize) => {
      const one = inBatches(sets, size);
      const other = inBatches(sets.toReversed(), otherSize);
      expect([...other.keys()].sort()).toEqual([...one.keys()].sort());
      const hashes = [...one.keys()];
      const together = (who: Map<string, string>) => partitionOf(hashes.map((hash) => who.get(hash)!));
      expect(together(other)).toEqual(together(one));
    }),
    fcOptions(),
  );
});

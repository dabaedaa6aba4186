import type { IdentityType } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { hashIdentifiers, STRENGTH } from './identifier.ts';
import { type IdentifierSet, type KnownIdentifier, resolveIdentity } from './resolve-identity.ts';

const KEY = new Uint8Array(32).fill(1);
const setOf = (...pairs: [IdentityType, string][]): IdentifierSet => ({
  identifiers: hashIdentifiers(
    KEY,
    pairs.map(([type, value]) => ({ type, value })),
  ),
  gains: [],
});
const idsFor = (sets: readonly unknown[], prefix = 'new') => sets.map((_, index) => `${prefix}-${index}`);
const holds = (customerId: string, type: IdentityType, value: string): KnownIdentifier => ({
  ...hashIdentifiers(KEY, [{ type, value }])[0]!,
  customerId,
});

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
  const { customerIds, created, attached } = resolveIdentity(sets, [], idsFor(sets));
  expect(customerIds).toEqual(['new-0', 'new-0']);
  expect(created).toEqual(['new-0']);
  expect(attached).toHaveLength(2);
});

test('the strongest identifier decides between several customers, and the weaker ones stay where they are', () => {
  const known = [holds('ada', 'EMAIL', 'ada@example.org'), holds('bob', 'DEVICE_ID', 'phone-1')];
  const sets = [setOf(['DEVICE_ID', 'phone-1'], ['EMAIL', 'ada@example.org'], ['ANONYMOUS_ID', 'a1'])];
  const { customerIds, created, attached } = resolveIdentity(sets, known, idsFor(sets));
  expect(customerIds).toEqual(['ada']);
  expect(created).toEqual([]);
  expect(attached).toMatchObject([{ type: 'ANONYMOUS_ID', customerId: 'ada' }]);
});

test('a second person who logs in at a shared device is a second customer', () => {
  const known = [holds('ada', 'USER_ID', 'ada'), holds('ada', 'ANONYMOUS_ID', 'a1')];
  const sets = [setOf(['USER_ID', 'bob'], ['ANONYMOUS_ID', 'a1'])];
  const { customerIds, attached } = resolveIdentity(sets, known, idsFor(sets));
  expect(customerIds).toEqual(['new-0']);
  expect(attached).toMatchObject([{ type: 'USER_ID', customerId: 'new-0' }]);
});

test.each(['', '0', '000-000', '-1', 'null', 'Anonymous', 'undefined'])('the value "%s" identifies nobody', (value) => {
  expect(hashIdentifiers(KEY, [{ type: 'USER_ID', value }])).toEqual([]);
});

test('what a person says of themselves is attached to them but never decides who they are', () => {
  const gains = hashIdentifiers(KEY, [{ type: 'EMAIL', value: 'ada@example.org' }]);
  const known = [holds('ada', 'EMAIL', 'ada@example.org')];
  const sets = [{ ...setOf(['ANONYMOUS_ID', 'a9']), gains }];
  expect(resolveIdentity(sets, known, idsFor(sets)).customerIds).toEqual(['new-0']);
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
        const inOrder = resolveIdentity(sets, [], idsFor(sets)).customerIds;
        const shuffled = resolveIdentity(
          order.map((index) => sets[index]!),
          [],
          idsFor(sets),
        ).customerIds;
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
      const first = resolveIdentity(sets, [], idsFor(sets));
      const again = resolveIdentity(sets.toReversed(), first.attached, idsFor(sets, 'second'));
      expect(again.customerIds.toReversed()).toEqual(first.customerIds);
      expect([again.created, again.attached]).toEqual([[], []]);
    }),
    fcOptions(),
  );
});

test('an identifier has one holder and no customer has two user ids, whatever is resolved', () => {
  fc.assert(
    fc.property(someSets, (sets) => {
      const { attached } = resolveIdentity(sets, [], idsFor(sets));
      expect(new Set(attached.map(({ valueHash }) => valueHash)).size).toBe(attached.length);
      const owners = attached.filter(({ type }) => type === 'USER_ID').map(({ customerId }) => customerId);
      expect(new Set(owners).size).toBe(owners.length);
    }),
    fcOptions(),
  );
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { aliasesOfMerge, aliasesOfUnmerge, branchOf, currentIdOf, type MergeLink, pairOf } from './merge-tree.ts';

const IDS = ['cus-1', 'cus-2', 'cus-3', 'cus-4', 'cus-5', 'cus-6'];
const twoIds = fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS));

/** Merges whoever the two are now, as a person would. */
const merged = (links: readonly MergeLink[], [a, b]: readonly [string, string]): MergeLink[] => {
  const [survivor, origin] = pairOf(currentIdOf(links, a), currentIdOf(links, b));
  return survivor === origin ? [...links] : [...links, { origin, survivor }];
};
const someLinks = fc.array(twoIds, { maxLength: 8 }).map((pairs) => pairs.reduce<MergeLink[]>(merged, []));
const readersOf = (links: readonly MergeLink[]) => new Map(IDS.map((id) => [id, currentIdOf(links, id)]));

test('the oldest of all that were merged is the one whose id remains', () => {
  const links = [
    ['cus-4', 'cus-5'],
    ['cus-2', 'cus-5'],
  ].reduce<MergeLink[]>((all, [a, b]) => merged(all, [a!, b!]), []);
  expect(currentIdOf(links, 'cus-5')).toBe('cus-2');
  expect(branchOf(links, 'cus-4')).toEqual(['cus-4', 'cus-5']);
});

test('a merge and its un-merge give back exactly what was', () => {
  fc.assert(
    fc.property(someLinks, twoIds, (before, pair) => {
      const after = merged(before, pair);
      const made = after.slice(before.length);
      fc.pre(made.length === 1);
      const readers = readersOf(before);
      for (const { origin, current } of aliasesOfMerge(before, made[0]!)) readers.set(origin, current);
      expect(readers).toEqual(readersOf(after));
      for (const { origin, current } of aliasesOfUnmerge(after, made[0]!.origin)) readers.set(origin, current);
      expect(readers).toEqual(readersOf(before));
    }),
    fcOptions(),
  );
});

test('no id ever disappears, and no id leads to one that leads further', () => {
  fc.assert(
    fc.property(someLinks, (links) => {
      const currents = new Set(readersOf(links).values());
      expect([...currents].flatMap((id) => branchOf(links, id)).sort()).toEqual(IDS);
      for (const id of currents) expect(currentIdOf(links, id)).toBe(id);
    }),
    fcOptions(),
  );
});

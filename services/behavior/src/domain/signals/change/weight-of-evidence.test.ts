import { fcOptions, seededRandom } from '@rapport/testkit';
import fc from 'fast-check';
import { weightOfEvidence } from './weight-of-evidence.ts';

const counts = fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { minLength: 2, maxLength: 16 });

test('one event each: in two categories it is twice as probable under two distributions, in the same one less', () => {
  expect(10 ** weightOfEvidence([1, 0], [0, 1])).toBeCloseTo(2, 10);
  expect(10 ** weightOfEvidence([1, 0], [1, 0])).toBeCloseTo(2 / 3, 10);
});

test('the more events, the surer: of a difference where shares differ, of none where they do not', () => {
  const differing = [1, 5, 25].map((times) => weightOfEvidence([3 * times, times], [times, 3 * times]));
  const alike = [1, 5, 25].map((times) => weightOfEvidence([3 * times, times], [3 * times, times]));
  expect(differing).toEqual(differing.toSorted((a, b) => a - b));
  expect(alike).toEqual(alike.toSorted((a, b) => b - a));
  expect([differing[2]! > 3, alike[0]! < 0]).toEqual([true, true]);
});

test('neither the order of the categories nor which side comes first matters, and nothing says nothing', () => {
  fc.assert(
    fc.property(counts, (both) => {
      const [one, other] = [both.map(([count]) => count), both.map(([, count]) => count)];
      const evidence = weightOfEvidence(one, other);
      expect(weightOfEvidence(other, one)).toBeCloseTo(evidence, 8);
      expect(weightOfEvidence(one.toReversed(), other.toReversed())).toBeCloseTo(evidence, 8);
      const nothing = one.map(() => 0);
      expect(weightOfEvidence(one, nothing)).toBeCloseTo(0, 8);
    }),
    fcOptions(),
  );
});

test('where nothing differs, odds of ten to one come by chance less often than once in ten', () => {
  const random = seededRandom(20260401);
  const draw = (events: number): number[] => {
    const drawn = Array<number>(8).fill(0);
    for (let event = 0; event < events; event += 1) drawn[Math.floor(8 * random.next() ** 2)]! += 1;
    return drawn;
  };
  const misled = Array.from({ length: 2_000 }, () => weightOfEvidence(draw(20), draw(120))).filter((bans) => bans >= 1);
  expect(misled.length / 2_000).toBeLessThan(0.1);
});

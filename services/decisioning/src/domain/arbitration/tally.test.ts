import { OUTCOMES } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { POLICY } from './policy.ts';
import { type Outcome, tallyChange, tallyOf } from './tally.ts';

test('being seen without more is a refusal, an acceptance takes it back, a complaint weighs more than either', () => {
  expect(tallyOf([], POLICY)).toEqual({ accepted: 0, refused: 0 });
  expect(tallyOf(['SEEN'], POLICY)).toEqual({ accepted: 0, refused: 1 });
  expect(tallyChange(['SEEN'], 'ACCEPTED', POLICY)).toEqual({ accepted: 1, refused: -1 });
  expect(tallyOf(['SEEN', 'ACCEPTED', 'COMPLAINED'], POLICY)).toEqual({ accepted: 0, refused: 5 });
});

test('what a decision teaches does not depend on the order of its outcomes, nor on counting them one by one', () => {
  const lists = fc.shuffledSubarray([...OUTCOMES] as Outcome[]);
  fc.assert(
    fc.property(lists, (outcomes) => {
      const summed = outcomes.reduce(
        (sum, outcome, index) => {
          const { accepted, refused } = tallyChange(outcomes.slice(0, index), outcome, POLICY);
          return { accepted: sum.accepted + accepted, refused: sum.refused + refused };
        },
        { accepted: 0, refused: 0 },
      );
      expect(summed).toEqual(tallyOf(outcomes, POLICY));
      expect(tallyOf([...outcomes].sort(), POLICY)).toEqual(summed);
    }),
    fcOptions(),
  );
});

import fc from 'fast-check';
import { findStart } from './find-start.ts';

test.each([
  ['who comes for the first time begins at the oldest that is kept', null, { after: 6 }],
  ['who comes again goes on behind what was seen', 8, { after: 8 }],
  ['who has seen everything waits for the next', 10, { after: 10 }],
  ['who saw the last that went is just in time', 6, { after: 6 }],
  ['who has missed one is told so', 5, { refused: 'GONE' }],
  ['who has seen more than there is, is told so', 11, { refused: 'AHEAD' }],
] as const)('%s', (_, lastSeen, start) => {
  expect(findStart(lastSeen, { oldestSequence: 7, lastSequence: 10 })).toEqual(start);
});

test('in an empty log of old age only who has seen the last may go on', () => {
  const extent = { oldestSequence: null, lastSequence: 10 };
  expect([null, 10, 9].map((seen) => findStart(seen, extent))).toEqual([
    { after: 10 },
    { after: 10 },
    { refused: 'GONE' },
  ]);
});

test('no start leaves a gap', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.nat(100), (seen, from, to) => {
      const [oldestSequence, lastSequence] = [Math.min(from, to) + 1, Math.max(from, to) + 1];
      const start = findStart(seen, { oldestSequence, lastSequence });
      if ('after' in start) {
        expect(start.after).toBe(seen);
        expect(start.after + 1).toBeGreaterThanOrEqual(oldestSequence);
      }
    }),
  );
});

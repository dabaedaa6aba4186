import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testClock } from './clock.ts';
import { fcOptions, seededRandom } from './seeds.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const take = (seed: number): readonly number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.next());
  };
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
});

test('whole numbers stay within their bounds and reach both', () => {
  const property = fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), (seed, lowest) => {
    const random = seededRandom(seed);
    const numbers = new Set(Array.from({ length: 200 }, () => random.integer(lowest, lowest + 2)));
    expect([...numbers].sort((a, b) => a - b)).toEqual([lowest, lowest + 1, lowest + 2]);
  });
  fc.assert(property, fcOptions());
});

test('a test clock stands still until it is moved', () => {
  const clock = testClock('2026-03-29T00:30:00+01:00');
  expect(clock.now().toISOString()).toBe('2026-03-28T23:30:00.000Z');
  clock.advance(90_000);
  expect(clock.now().toISOString()).toBe('2026-03-28T23:31:30.000Z');
  clock.set('2026-01-01T00:00:00Z');
  expect(clock.now().toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(() => clock.set('2026-01-01T00:00:00')).toThrow('no instant');
});

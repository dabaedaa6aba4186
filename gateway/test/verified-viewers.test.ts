import { jest } from '@jest/globals';
import type { Viewer } from '@rapport/contracts';
import { verifiedViewers } from '../src/verified-viewers.ts';

const NOW = new Date('2026-03-02T11:00:00Z');
const SECOND = NOW.getTime() / 1_000;
const KEYS = {};
const viewer: Viewer = { subject: 'ann', roles: ['AGENT'], customerIds: [], scopes: [] };
const verified = { viewer, expiresAt: SECOND + 30, notBefore: 0 };
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

const remembering = (said: Partial<typeof verified> = {}) => {
  const known = verifiedViewers(5);
  known.remember('token', KEYS, { ...verified, ...said });
  return known;
};

test('a token that comes again is whose it was, and no other token is', () => {
  const known = remembering();
  expect(known.find('token', KEYS, NOW)).toBe(viewer);
  expect(known.find('Token', KEYS, NOW)).toBeNull();
});

test('a token that expires is forgotten at the very second', () => {
  expect(remembering().find('token', KEYS, later(34))).toBe(viewer);
  expect(remembering().find('token', KEYS, later(35))).toBeNull();
  expect(remembering({ notBefore: SECOND + 6 }).find('token', KEYS, NOW)).toBeNull();
});

test("once the issuer's keys were read again every token is verified anew", () => {
  const known = remembering();
  expect(known.find('token', {}, NOW)).toBeNull();
  expect(known.find('token', KEYS, NOW)).toBeNull();
});

test('a token is remembered for a minute and no longer', () => {
  const begun = performance.now();
  const clock = jest.spyOn(performance, 'now').mockReturnValue(begun);
  const known = remembering({ expiresAt: SECOND + 3_600 });
  clock.mockReturnValue(begun + 59_999);
  expect(known.find('token', KEYS, NOW)).toBe(viewer);
  clock.mockReturnValue(begun + 60_000);
  expect(known.find('token', KEYS, NOW)).toBeNull();
  clock.mockRestore();
});

test('five thousand tokens are remembered, the oldest goes first', () => {
  const known = remembering();
  for (let index = 1; index < 5_000; index += 1) known.remember(`other ${index}`, KEYS, verified);
  expect(known.find('token', KEYS, NOW)).toBe(viewer);
  known.remember('one more', KEYS, verified);
  expect(known.find('token', KEYS, NOW)).toBeNull();
  expect(known.find('other 1', KEYS, NOW)).toBe(viewer);
});

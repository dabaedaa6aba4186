import type { AccessWord } from '@rapport/contracts';
import fc from 'fast-check';
import { newAccess, settleAccess, statusOf } from './data-access.ts';
import { judgeAccess, judgeAccount } from './judge-access.ts';

const NOW = new Date('2026-03-02T11:00:00Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();

const word = (over: Partial<AccessWord>): AccessWord => ({ accessId: 'c-1', status: 'VALID', userId: 'u-1', ...over });
const after = (words: readonly AccessWord[], now = NOW) =>
  words.reduce((known, one) => settleAccess(known, { word: one, now, validDaysMax: 180 }), {
    ...newAccess('bank', 'c-1'),
    userId: 'u-1',
    customerId: 'cus_1',
    currentId: 'cus_1',
  });

test('a permission holds until its expiry, and never longer than the law allows', () => {
  const short = after([word({ grantedAt: daysAgo(1), validUntil: daysAgo(-10) })]);
  expect(short.validUntil?.toISOString()).toBe(daysAgo(-10));
  expect(statusOf(short, NOW)).toBe('VALID');
  expect(statusOf(short, short.validUntil!)).toBe('EXPIRED');
  for (const validUntil of [daysAgo(-400), undefined]) {
    const long = after([word({ grantedAt: daysAgo(1), ...(validUntil ? { validUntil } : {}) })]);
    expect(long.validUntil?.toISOString()).toBe(daysAgo(1 - 180));
  }
});

test('a grant without a date, told again and again, extends nothing', () => {
  const first = after([word({})], new Date(daysAgo(100)));
  const again = settleAccess(first, { word: word({ validUntil: daysAgo(-500) }), now: NOW, validDaysMax: 180 });
  expect(again).toEqual(first);
});

test('a grant dated ahead begins now', () => {
  expect(after([word({ grantedAt: daysAgo(-30) })]).grantedAt).toEqual(NOW);
});

test('what ended is not revived by the grant that it ended, but by a later one', () => {
  const grant = word({ grantedAt: daysAgo(20) });
  const end = word({ status: 'REVOKED', endedAt: daysAgo(10) });
  expect(statusOf(after([grant, end, grant]), NOW)).toBe('REVOKED');
  expect(statusOf(after([end, word({})]), NOW)).toBe('REVOKED');
  expect(statusOf(after([end, word({ grantedAt: daysAgo(5) })]), NOW)).toBe('VALID');
  expect(statusOf(after([word({ grantedAt: daysAgo(5) }), end]), NOW)).toBe('VALID');
  expect(statusOf(after([word({ grantedAt: daysAgo(5) }), word({ status: 'EXPIRED' })]), NOW)).toBe('EXPIRED');
});

const dated = fc
  .record({
    status: fc.constantFrom('VALID' as const, 'EXPIRED' as const, 'REVOKED' as const),
    at: fc.integer({ min: 0, max: 20 }),
    days: fc.option(fc.integer({ min: -20, max: 400 })),
  })
  .map(({ status, at, days }) =>
    status === 'VALID'
      ? word({ grantedAt: daysAgo(at), ...(days === null ? {} : { validUntil: daysAgo(at - days) }) })
      : word({ status, endedAt: daysAgo(at) }),
  );

test('dated words say the same in any order and for any repetition', () => {
  fc.assert(
    fc.property(fc.array(dated, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 8 }), (words, picks) => {
      const repeated = [...words, ...picks.flatMap((pick) => words[pick % words.length] ?? [])];
      const shuffled = repeated.toSorted((a, b) => JSON.stringify(b).localeCompare(JSON.stringify(a)));
      expect(after(shuffled)).toEqual(after(words));
      expect(after(repeated.toReversed())).toEqual(after(words));
    }),
    { numRuns: 300 },
  );
});

test('data come in by a permission that holds alone, and into its own customer’s accounts', () => {
  const valid = after([word({ grantedAt: daysAgo(1) })]);
  expect(judgeAccess(valid, NOW)).toBeNull();
  expect(judgeAccess(undefined, NOW)?.code).toBe('ACCESS_UNKNOWN');
  expect(judgeAccess({ ...valid, userId: null }, NOW)?.code).toBe('ACCESS_UNKNOWN');
  expect(judgeAccess(valid, new Date(NOW.getTime() + 200 * DAY_MS))?.code).toBe('ACCESS_EXPIRED');
  expect(judgeAccess(after([word({ status: 'REVOKED' })]), NOW)?.code).toBe('ACCESS_REVOKED');
  const held = (currentId: string) => ({
    customerId: 'cus_0',
    currentId,
    accountId: 'a',
    accountType: 'CURRENT' as const,
    currency: 'EUR',
    role: 'JOINT' as const,
  });
  expect(judgeAccount(valid, [])).toBeNull();
  expect(judgeAccount(valid, [held('cus_2'), held('cus_1')])).toBeNull();
  expect(judgeAccount(valid, [held('cus_2')])?.code).toBe('ACCESS_FOREIGN');
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { nextProtection } from './next-protection.ts';
import { type Protection, protectionRank, strongest } from './protection.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 2, 2, 11);
const day = (count: number) => new Date(START + count * DAY_MS);
type Level = 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH';
const stress = (level: Level) => [{ kind: 'FINANCIAL_STRESS', level, since: '2026-03-01T00:00:00.000Z' }];
const after = (current: Protection | null, level: Level, at: Date) =>
  nextProtection('cus_1', current, stress(level), at);

test('high stress protects for ninety days, medium stress is watched for thirty', () => {
  expect(after(null, 'HIGH', day(0))).toEqual({
    customerId: 'cus_1',
    level: 'PROTECTED',
    since: day(0),
    reason: 'FINANCIAL_STRESS',
    reviewAt: day(90),
  });
  expect(after(null, 'MEDIUM', day(0))).toMatchObject({ level: 'WATCH', reviewAt: day(30) });
  expect(after(null, 'LOW', day(0))).toBeNull();
});

test('vulnerability protects like stress, and of both the stronger counts', () => {
  const vulnerable = (level: Level) => ({ kind: 'VULNERABILITY', level, since: '2026-03-01T00:00:00.000Z' });
  const protect = (...signals: ReturnType<typeof vulnerable>[]) => nextProtection('cus_1', null, signals, day(0));
  expect(protect(vulnerable('HIGH'))).toMatchObject({ level: 'PROTECTED', reason: 'VULNERABILITY', reviewAt: day(90) });
  expect(protect(vulnerable('MEDIUM'))).toMatchObject({ level: 'WATCH', reviewAt: day(30) });
  expect(protect(vulnerable('LOW'))).toBeNull();
  expect(protect(vulnerable('HIGH'), ...stress('MEDIUM'))).toMatchObject({ level: 'PROTECTED' });
  expect(protect(vulnerable('MEDIUM'), ...stress('HIGH'))).toMatchObject({ reason: 'FINANCIAL_STRESS' });
});

test('a good day changes nothing; the review lowers by a step, and another one ends it', () => {
  const held = after(null, 'HIGH', day(0));
  expect(after(held, 'NONE', day(89))).toBe(held);
  const lowered = after(held, 'NONE', day(90));
  expect(lowered).toMatchObject({ level: 'WATCH', since: day(90), reason: 'REVIEWED', reviewAt: day(120) });
  expect(after(lowered, 'LOW', day(119))).toBe(lowered);
  expect(after(lowered, 'LOW', day(120))).toMatchObject({ level: 'NONE', reviewAt: null });
});

test('a review that still finds the signal extends the protection and keeps when it began', () => {
  const held = after(null, 'HIGH', day(0));
  expect(after(held, 'HIGH', day(95))).toMatchObject({ level: 'PROTECTED', since: day(0), reviewAt: day(185) });
});

const levels = fc.constantFrom<Level>('NONE', 'LOW', 'MEDIUM', 'HIGH');

test('whatever is sensed, protection is never below what the signal asks for, and falls only at a review', () => {
  const days = fc.array(fc.record({ level: levels, days: fc.integer({ min: 0, max: 60 }) }), { maxLength: 30 });
  fc.assert(
    fc.property(days, (sensed) => {
      let [held, at]: [Protection | null, Date] = [null, day(0)];
      for (const step of sensed) {
        at = new Date(at.getTime() + step.days * DAY_MS);
        const next: Protection | null = after(held, step.level, at);
        const [before, now] = [protectionRank(held?.level ?? 'NONE'), protectionRank(next?.level ?? 'NONE')];
        expect(now).toBeGreaterThanOrEqual({ NONE: 0, LOW: 0, MEDIUM: 1, HIGH: 2 }[step.level]);
        const isDue = held?.reviewAt != null && held.reviewAt <= at;
        expect(now >= before || isDue).toBe(true);
        expect(before - now).toBeLessThanOrEqual(1);
        held = next;
      }
    }),
    fcOptions(),
  );
});

test('of the protections under several ids the strongest counts, then the one that is reviewed last', () => {
  const of = (level: Protection['level'], reviewDay: number): Protection => ({
    customerId: `cus_${reviewDay}`,
    level,
    since: day(0),
    reason: 'FINANCIAL_STRESS',
    reviewAt: day(reviewDay),
  });
  expect(strongest([of('WATCH', 99), of('PROTECTED', 5), of('PROTECTED', 7)])?.customerId).toBe('cus_7');
  expect(strongest([])).toBeNull();
});

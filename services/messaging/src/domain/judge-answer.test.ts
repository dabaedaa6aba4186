import type { MayAnswer } from '@rapport/contracts';
import { judgeAnswer, judgeSilence, localObjections } from './judge-answer.ts';

const NOW = new Date('2026-03-02T11:00:00Z');
const message = { purpose: 'SERVICE' as const, attempts: 1, expiresAt: new Date('2026-03-03T11:00:00Z') };
const answer = (own: Partial<MayAnswer>): MayAnswer => ({
  allowed: false,
  reasons: [],
  ground: [],
  nextAllowedAt: null,
  policyVersion: 'contact-policy-1',
  permit: null,
  ...own,
});

test('an allowed message goes on with its permit', () => {
  const allowed = answer({ allowed: true, permit: { id: 'pmt_1', validForMs: 1_000 } });
  expect(judgeAnswer(message, allowed, NOW)).toEqual({ kind: 'CLEARED', permitId: 'pmt_1' });
});

test('a yes without a permit is no yes', () => {
  expect(judgeAnswer(message, answer({ allowed: true }), NOW)).toMatchObject({ kind: 'POSTPONED' });
});

test('what the night or the cap forbids waits for its end, if that comes before the message expires', () => {
  const night = { reasons: ['QUIET_HOURS'], nextAllowedAt: '2026-03-03T07:00:00.000Z' };
  const until = new Date('2026-03-03T07:00:00Z');
  expect(judgeAnswer(message, answer(night), NOW)).toEqual({ kind: 'POSTPONED', reasons: ['QUIET_HOURS'], until });
  const tooLate = answer({ ...night, nextAllowedAt: '2026-03-04T07:00:00.000Z' });
  expect(judgeAnswer(message, tooLate, NOW)).toMatchObject({ kind: 'DENIED', reasons: ['QUIET_HOURS'] });
});

test('what only the customer can change is given up with every reason', () => {
  const reasons = ['CONTACT_POINT_BLOCKED', 'PURPOSE_WITHDRAWN'];
  expect(judgeAnswer(message, answer({ reasons }), NOW)).toEqual({ kind: 'DENIED', reasons, permitId: null });
});

test('silence makes service messages wait, longer each time and never past their end, and ends marketing', () => {
  const untilOf = (attempts: number) => {
    const judged = judgeSilence({ ...message, attempts }, 'CONSENT_UNAVAILABLE', NOW);
    return judged.kind === 'POSTPONED' ? judged.until.getTime() - NOW.getTime() : null;
  };
  expect([1, 2, 3, 50].map(untilOf)).toEqual([500, 1_000, 2_000, 10_000]);
  const soon = { ...message, expiresAt: new Date(NOW.getTime() + 100) };
  expect(judgeSilence(soon, 'X', NOW)).toMatchObject({ until: soon.expiresAt });
  expect(judgeSilence({ ...message, purpose: 'MARKETING' }, 'CONSENT_UNAVAILABLE', NOW)).toMatchObject({
    kind: 'DENIED',
  });
});

test('a stop is an objection to everything, protection to marketing alone', () => {
  const known = { isStopped: true, protectionLevel: 'PROTECTED' as const };
  expect(localObjections({ purpose: 'SERVICE' }, known)).toEqual(['CONTACT_POINT_STOPPED']);
  expect(localObjections({ purpose: 'MARKETING' }, { ...known, isStopped: false })).toEqual(['PROTECTED_CUSTOMER']);
  expect(localObjections({ purpose: 'SERVICE' }, { ...known, isStopped: false })).toEqual([]);
});

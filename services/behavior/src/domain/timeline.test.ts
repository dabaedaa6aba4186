import { openKinds, TIMELINE_KINDS, wordsOf } from './timeline.ts';

test('what follows from what is sensed is open to whom signals are, also where it is asked for by kind', () => {
  expect(openKinds(null, true)).toEqual(TIMELINE_KINDS);
  expect(openKinds(null, false)).toEqual(['TRANSACTION', 'PAYMENT_RETURNED', 'EVENT']);
  expect(openKinds(['DECISION', 'EVENT'], false)).toEqual(['EVENT']);
});

test('what happened between house and customer is told in words; the rest tells itself', () => {
  const of = (kind: (typeof TIMELINE_KINDS)[number], title: string, status: string | null = null) =>
    wordsOf({ kind, title, status });
  expect(of('DECISION', 'repayment-plan', 'MADE')).toBe('An offer was chosen: repayment plan');
  expect(of('OUTCOME', 'repayment-plan', 'DISMISSED')).toBe('An offer was turned down: repayment plan');
  expect(of('MESSAGE_OUT', 'SMS', 'SUPPRESSED')).toBe('A message by SMS was held back');
  expect(of('MESSAGE_IN', 'SMS', 'STOP')).toBe('A message came in by SMS: stop');
  expect(of('MESSAGE_IN', 'SMS', 'OTHER')).toBe('A message came in by SMS');
  expect(of('TRANSACTION', 'RENT')).toBeNull();
});

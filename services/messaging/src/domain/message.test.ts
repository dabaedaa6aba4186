import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { type Happening, type MessageState, nextState, TERMINAL } from './message.ts';

const reasons = fc.constantFrom(['NO_ADDRESS'], ['QUIET_HOURS'], ['PROVIDER_30003']);
const at = fc.constant(new Date('2026-03-02T11:00:00Z'));
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('DENIED' as const), reasons, permitId: fc.constantFrom(null, 'pmt_1') }),
  fc.record({ kind: fc.constant('POSTPONED' as const), reasons, until: at }),
  fc.record({ kind: fc.constant('CLEARED' as const), permitId: fc.constantFrom('pmt_1', 'pmt_2') }),
  fc.record({ kind: fc.constant('PERMIT_RAN_OUT' as const) }),
  fc.record({ kind: fc.constant('PUT_OFF' as const), reasons, until: at }),
  fc.record({ kind: fc.constant('ACCEPTED' as const), providerId: fc.constant('SM1'), at }),
  fc.record({ kind: fc.constant('REFUSED' as const), reasons }),
  fc.record({ kind: fc.constant('UNANSWERED' as const), reasons }),
  fc.record({ kind: fc.constant('NEVER_HANDED_OVER' as const) }),
  fc.record({ kind: fc.constant('DELIVERED' as const) }),
);
const life = fc.array(happening, { maxLength: 20 });
const QUEUED: MessageState = { status: 'QUEUED', reasons: [] };

const statesOf = (happenings: readonly Happening[]): MessageState[] =>
  happenings.reduce<MessageState[]>((states, next) => [...states, nextState(states.at(-1)!, next)], [QUEUED]);

test('nothing leaves SENDING without the answer being recorded', () => {
  fc.assert(
    fc.property(life, (happenings) => {
      const states = statesOf(happenings);
      for (const [index, happened] of happenings.entries()) {
        const [before, after] = [states[index]!, states[index + 1]!];
        if (before.status !== 'SENDING' || after.status === 'SENDING') continue;
        expect(['ACCEPTED', 'REFUSED', 'UNANSWERED', 'PERMIT_RAN_OUT', 'PUT_OFF']).toContain(happened.kind);
        if (after.status === 'SENT') expect(after.providerId).toBe('SM1');
        else expect('reasons' in after && after.reasons.length).toBeGreaterThan(0);
        if ('permitId' in after) expect(after.permitId).toBe(before.permitId);
      }
    }),
    fcOptions({ numRuns: 1_000 }),
  );
});

test('what has reached its end stays there, whatever else happens', () => {
  fc.assert(
    fc.property(life, (happenings) => {
      const states = statesOf(happenings);
      const end = states.findIndex(({ status }) => TERMINAL.includes(status));
      if (end >= 0) expect(states.slice(end).every((state) => state === states[end])).toBe(true);
    }),
    fcOptions({ numRuns: 1_000 }),
  );
});

test('only what is cleared is ever sent, and an unknown one again only if the provider never had it', () => {
  fc.assert(
    fc.property(life, (happenings) => {
      const path = statesOf(happenings).map(({ status }) => status);
      const sent = path.indexOf('SENT');
      if (sent >= 0) expect(path.slice(0, sent)).toContain('SENDING');
      for (const [index, happened] of happenings.entries()) {
        const leavesUnknown = path[index] === 'UNKNOWN' && ['QUEUED', 'SENDING'].includes(path[index + 1]!);
        if (leavesUnknown) expect(happened.kind).toBe('NEVER_HANDED_OVER');
      }
    }),
    fcOptions({ numRuns: 1_000 }),
  );
});

test('a permit that ran out puts the message back into the queue, and says so', () => {
  const sending = nextState(QUEUED, { kind: 'CLEARED', permitId: 'pmt_1' });
  expect(nextState(sending, { kind: 'PERMIT_RAN_OUT' })).toEqual({ status: 'QUEUED', reasons: ['PERMIT_RAN_OUT'] });
});

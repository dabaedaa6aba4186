import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { signStatement, statementSigner, statementVerifier } from '../index.ts';

const key = new Uint8Array(32).fill(1);
const now = new Date('2026-03-02T11:00:00Z');
const viewer = { subject: 'agent-1', roles: ['AGENT' as const], customerIds: [], scopes: [] };
const signed = signStatement(key, { viewer, audience: 'consent', now });
const verify = (statement: string | undefined, at = now, audience = 'consent', keys = [key]) =>
  statementVerifier(keys, audience)(statement, at);

test('a statement says who is asking', () => {
  expect(verify(signed).viewer).toEqual(viewer);
});

test('while keys are rotated both are accepted', () => {
  expect(verify(signed, now, 'consent', [new Uint8Array(32).fill(2), key]).viewer).toEqual(viewer);
});

test.each([
  ['none', undefined],
  ['empty', ''],
  ['unsigned', signed.split('.')[0]],
  ['with a part too many', `${signed}.x`],
  ['signed with another key', signStatement(new Uint8Array(32).fill(9), { viewer, audience: 'consent', now })],
  ['for another subgraph', signStatement(key, { viewer, audience: 'profile', now })],
])('a statement that is %s is refused', (_what, statement) => {
  expect(() => verify(statement)).toThrow('answers only the gateway');
});

test('a statement expires', () => {
  expect(() => verify(signed, new Date(now.getTime() + 66_000))).toThrow('answers only the gateway');
  expect(() => verify(signed, new Date(now.getTime() - 10_000))).toThrow('answers only the gateway');
});

test('a statement that was read before is still judged by the clock, and never stands for another one', () => {
  const verifyAgain = statementVerifier([key], 'consent');
  expect(verifyAgain(signed, now)).toBe(verifyAgain(signed, now));
  expect(() => verifyAgain(signed, new Date(now.getTime() + 66_000))).toThrow('answers only the gateway');
  const of = (subject: string) => signStatement(key, { viewer: { ...viewer, subject }, audience: 'consent', now });
  for (let index = 0; index < 1_100; index += 1) {
    expect(verifyAgain(of(`agent-${index}`), now).viewer.subject).toBe(`agent-${index}`);
  }
  expect(verifyAgain(signed, now).viewer).toEqual(viewer);
  expect(() => verifyAgain(`${signed}x`, now)).toThrow('answers only the gateway');
});

test('a viewer is given the same statement for ten seconds, never for another viewer, and one that lives on', () => {
  const sign = statementSigner(key, 'consent');
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  const first = sign(viewer, now);
  expect(sign(viewer, later(9))).toBe(first);
  expect(verify(sign({ ...viewer, subject: 'agent-2' }, now)).viewer.subject).toBe('agent-2');
  expect(statementSigner(key, 'profile')(viewer, now)).not.toBe(first);
  const second = sign(viewer, later(10));
  expect(second).not.toBe(first);
  expect(verify(second, later(69)).viewer).toEqual(viewer);
  // The clock was set back: a statement from the future would be refused.
  expect(verify(sign(viewer, later(-30)), later(-30)).viewer).toEqual(viewer);
});

test('no change of a single character survives', () => {
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.constantFrom('a', 'b', 'X', 'Z', '0', '9', '_', '-'), (index, letter) => {
      fc.pre(signed[index] !== letter);
      const forged = signed.slice(0, index) + letter + signed.slice(index + 1);
      // The last character of base64url holds unused bits: some changes there decode to the same bytes.
      fc.pre(
        Buffer.from(forged.split('.')[1] ?? '', 'base64url').compare(
          Buffer.from(signed.split('.')[1]!, 'base64url'),
        ) !== 0 || index < signed.indexOf('.'),
      );
      expect(() => verify(forged)).toThrow();
    }),
    fcOptions(),
  );
});

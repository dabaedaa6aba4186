import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.ts';

const [key, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const of = { contactPointId: 'cp_01h455vb4pex5vsknk084sn02q', language: 'de' as const };
const token = unsubscribeToken(key, of);

test('a token stands for its contact point and language, also while keys are rotated', () => {
  expect(token).toMatch(/^de\.01h455vb4pex5vsknk084sn02q\.[\w-]{22}$/);
  expect(readUnsubscribeToken([key], token)).toEqual(of);
  expect(readUnsubscribeToken([other, key], token)).toEqual(of);
});

test('what no key signed stands for nothing', () => {
  expect(readUnsubscribeToken([], token)).toBeNull();
  expect(readUnsubscribeToken([other], token)).toBeNull();
  expect(readUnsubscribeToken([key], token.replace(/^de/, 'fr'))).toBeNull();
  expect(readUnsubscribeToken([key], token.replace('02q', '02r'))).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: token.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, by) => {
      const forged = token.slice(0, at) + by + token.slice(at + 1);
      if (forged !== token) expect(readUnsubscribeToken([key], forged)).toBeNull();
    }),
    fcOptions({ numRuns: 1_000 }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => readUnsubscribeToken([key], text) === null),
    fcOptions(),
  );
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { pairwiseEventId, pairwiseId } from './pairwise-id.ts';
import { readPosition, writePosition } from './position.ts';

const salt = new Uint8Array(randomBytes(32));
const other = new Uint8Array(randomBytes(32));
const sequence = fc.nat({ max: Number.MAX_SAFE_INTEGER });

test('a position says what was written into it, to the partner whose it is', () => {
  fc.assert(
    fc.property(sequence, (n) => {
      expect(readPosition(salt, writePosition(salt, n))).toBe(n);
      expect(readPosition(other, writePosition(salt, n))).toBeNull();
    }),
  );
});

test('a position of which any character was changed is none', () => {
  fc.assert(
    fc.property(
      sequence,
      fc.nat(),
      fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '+', '/', '=', ' '),
      (n, at, character) => {
        const text = writePosition(salt, n);
        const place = at % text.length;
        const changed = text.slice(0, place) + character + text.slice(place + 1);
        expect(readPosition(salt, changed)).toBe(changed === text ? n : null);
      },
    ),
  );
});

test('what nobody wrote is no position', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(readPosition(salt, text)).toBeNull()));
});

test('a customer has one id with a partner and another with the next, and neither shows who it is', () => {
  const customer = 'cus_01h455vb4pex5vsknk084sn02q';
  expect(pairwiseId(salt, customer)).toBe(pairwiseId(salt, customer));
  expect(pairwiseId(salt, customer)).toMatch(/^ppid_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
  expect(pairwiseId(salt, customer)).not.toBe(pairwiseId(other, customer));
  expect(pairwiseEventId(salt, customer)).not.toContain(pairwiseId(salt, customer).slice(5));
});

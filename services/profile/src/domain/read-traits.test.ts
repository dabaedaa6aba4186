import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { SourcedCall } from './call.ts';
import { readTraits } from './read-traits.ts';
import { REJECTION_REASONS } from './trait.ts';

const identify = (traits: Record<string, unknown>, context: Record<string, unknown> = {}): SourcedCall => ({
  messageId: 'm1',
  type: 'identify',
  identifiers: [{ type: 'USER_ID', value: 'ada' }],
  timestamp: '2026-03-02T11:00:00.000Z',
  source: 'test',
  receivedAt: '2026-03-02T11:00:00.000Z',
  traits,
  context,
});

test('known traits are read in every usual spelling', () => {
  const { traits, addresses } = readTraits(
    identify({
      first_name: ' Ada ',
      timezone: 'Europe/London',
      locale: 'en_GB',
      email: 'Ada@Example.ORG',
      phone: '+44 20 7946 0958',
    }),
  );
  expect(traits.map(({ name, value }) => [name, value])).toEqual([
    ['firstName', 'Ada'],
    ['timeZone', 'Europe/London'],
    ['locale', 'en-GB'],
  ]);
  expect(addresses).toEqual([
    { kind: 'EMAIL', address: 'ada@example.org' },
    { kind: 'PHONE', address: '+442079460958' },
  ]);
});

test('an address is never kept as a trait, whether it can be believed or not', () => {
  const { traits, rejected } = readTraits(identify({ email: 'nowhere', phone: 12 }));
  expect(traits).toEqual([]);
  expect(rejected.map(({ reason }) => reason)).toEqual(['NOT_AN_EMAIL', 'NOT_A_PHONE_NUMBER']);
});

test('what the device tells by the way is a guess, and a device that talks nonsense is not noted', () => {
  const { guesses, rejected } = readTraits(identify({}, { locale: 'de-DE', timezone: 'Mars/Base' }));
  expect([guesses, rejected]).toEqual([[{ name: 'locale', value: 'de-DE', confidence: 0.5 }], []]);
});

test('whatever is sent as a trait is read, rejected with a reason, or says nothing', () => {
  const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', null));
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('name', 'email', 'phone', 'locale', 'timezone', '__proto__', 'constructor', 'toString'),
  );
  fc.assert(
    fc.property(fc.dictionary(name, value), (sent) => {
      const { traits, rejected, addresses } = readTraits(identify(sent));
      const given = Object.values(sent).filter((item) => item !== null).length;
      expect(traits.length + rejected.length + addresses.length).toBe(given);
      for (const { reason } of rejected) expect(REJECTION_REASONS).toContain(reason);
      expect(JSON.stringify(traits)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    }),
    fcOptions(),
  );
});

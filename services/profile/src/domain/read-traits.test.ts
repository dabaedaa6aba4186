import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { SourcedCall } from './call.ts';
import { readTraits, type TraitRules } from './read-traits.ts';
import { REJECTION_REASONS } from './trait.ts';
import { FIRST_TRAIT_SCHEMA } from './traits/trait-schema.ts';

const RULES: TraitRules = { schema: FIRST_TRAIT_SCHEMA, computedNames: new Set(['logins_30d']) };

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
    RULES,
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
  const { traits, rejected } = readTraits(identify({ email: 'nowhere', phone: 12 }), RULES);
  expect(traits).toEqual([]);
  expect(rejected.map(({ reason }) => reason)).toEqual(['NOT_AN_EMAIL', 'NOT_A_PHONE_NUMBER']);
});

test('what the device tells by the way is a guess, and a device that talks nonsense is not noted', () => {
  const { guesses, rejected } = readTraits(identify({}, { locale: 'de-DE', timezone: 'Mars/Base' }), RULES);
  expect([guesses, rejected]).toEqual([[{ name: 'locale', value: 'de-DE', confidence: 0.5 }], []]);
});

test('who belongs to a group has a trait that says so, and a computed trait is nobody’s to state', () => {
  const group = { ...identify({}), type: 'group' as const, properties: { groupId: 'household-1' } };
  expect(readTraits(group, RULES).traits).toEqual([{ name: 'group:household-1', value: true, confidence: 1 }]);
  expect(readTraits({ ...group, properties: { groupId: null } }, RULES).traits).toEqual([]);
  expect(readTraits({ ...group, properties: { groupId: 'a\tb' } }, RULES).rejected).toEqual([
    { name: 'unnamed', reason: 'NOT_STORABLE' },
  ]);
  expect(readTraits(identify({ logins_30d: 3 }), RULES).rejected).toEqual([{ name: 'logins_30d', reason: 'COMPUTED' }]);
});

test('where the schema keeps no unknown traits, they are rejected, and addresses are read nonetheless', () => {
  const strict = { ...RULES, schema: { ...FIRST_TRAIT_SCHEMA, unknownTraits: 'REJECTED' as const } };
  const said = readTraits(identify({ plan: 'gold', name: 'Ada', email: 'ada@example.org' }), strict);
  expect(said.traits.map(({ name }) => name)).toEqual(['name']);
  expect(said.rejected).toEqual([{ name: 'plan', reason: 'UNKNOWN_TRAIT' }]);
  expect(said.addresses).toHaveLength(1);
});

test('whatever is sent as a trait is read, rejected with a reason, or says nothing', () => {
  const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', null));
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('name', 'email', 'phone', 'locale', 'timezone', '__proto__', 'constructor', 'toString'),
  );
  fc.assert(
    fc.property(fc.dictionary(name, value), (sent) => {
      const { traits, rejected, addresses } = readTraits(identify(sent), RULES);
      const given = Object.values(sent).filter((item) => item !== null).length;
      expect(traits.length + rejected.length + addresses.length).toBe(given);
      for (const { reason } of rejected) expect(REJECTION_REASONS).toContain(reason);
      expect(JSON.stringify(traits)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    }),
    fcOptions(),
  );
});

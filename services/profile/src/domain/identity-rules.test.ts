import { normaliseIdentifier } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { usableValue } from './identifier.ts';
import { FIRST_RULES, isBlocked, orderOf, STRENGTH } from './identity-rules.ts';
import { changedRules, type RulesChange, refusalOf } from './rules-change.ts';

test.each([
  ['test-*', 'TEST-4711', true],
  ['test-*', 'a test-4711', false],
  ['*@example.test', 'ada@example.test', true],
  ['*@example.test', 'ada@example.tests', false],
  ['a*b*c', 'a-b-b-c', true],
  ['ab*ba', 'aba', false],
  ['guest', 'Guest ', true],
  ['guest', 'guest-1', false],
])('the pattern %s and the value %s: %s', (pattern, value, expected) => {
  expect(isBlocked(changedRules(FIRST_RULES, { blockedValues: [pattern] }), value)).toBe(expected);
});

test('a pattern means what the same regular expression means', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 8 });
  const value = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(text, value, (pattern, asked) => {
      const isLike = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(asked);
      expect(isBlocked(changedRules(FIRST_RULES, { blockedValues: [pattern] }), asked)).toBe(isLike);
    }),
    fcOptions(),
  );
});

test('identifiers are normalised once and for all: case, IDN and spelling change nobody', () => {
  const local = fc.string({ unit: fc.constantFrom('a', 'Z', '.', '7', 'ü'), minLength: 1, maxLength: 8 });
  const domain = fc.constantFrom('Bücher.example', 'xn--bcher-kva.EXAMPLE', 'bücher.Example', 'ＢÜCHER.example');
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const value = usableValue(FIRST_RULES, { type: 'EMAIL', value: ` ${name}@${host} ` });
      expect(value).toBe(`${name.toLowerCase()}@xn--bcher-kva.example`);
      expect(normaliseIdentifier('EMAIL', value!)).toBe(value);
    }),
    fcOptions(),
  );
  const digits = fc.integer({ min: 1_000_000, max: 9_999_999 });
  fc.assert(
    fc.property(digits, fc.constantFrom(' ', '-', '/', ''), (number, gap) => {
      const spelt = `+49${gap}30${gap}${String(number).slice(0, 3)}${gap}${String(number).slice(3)}`;
      expect(usableValue(FIRST_RULES, { type: 'PHONE', value: spelt })).toBe(`+4930${number}`);
    }),
    fcOptions(),
  );
});

test('priorities decide what is stronger, and of two that are equal the usual order does', () => {
  expect(orderOf(FIRST_RULES)).toEqual(STRENGTH);
  const types = FIRST_RULES.types.map((rule) => ({ ...rule, priority: rule.type === 'PHONE' ? 1 : 2 }));
  expect(orderOf({ ...FIRST_RULES, types })).toEqual(['PHONE', ...STRENGTH.filter((type) => type !== 'PHONE')]);
});

const rule = { type: 'EMAIL', priority: 4, limit: 3, window: 'WEEK' } as const;

test('a change leaves what it does not name', () => {
  const changed = changedRules(FIRST_RULES, { types: [rule] });
  expect(changed.types.filter(({ type }) => type !== 'EMAIL')).toEqual(
    FIRST_RULES.types.filter(({ type }) => type !== 'EMAIL'),
  );
  expect(changed).toMatchObject({ blockedValues: FIRST_RULES.blockedValues, mergingSources: [] });
  expect(changed.types).toContainEqual(rule);
});

test.each<[RulesChange, string | null]>([
  [{ types: [rule] }, null],
  [{ types: [{ ...rule, type: 'CRM_ID' }] }, 'UNIQUE_TYPE'],
  [{ types: [{ ...rule, type: 'USER_ID', limit: 1 }] }, 'UNIQUE_TYPE'],
  [{ types: [rule, rule] }, 'TYPE_TWICE'],
  [{ types: [{ ...rule, limit: 0 }] }, 'LIMIT'],
  [{ types: [{ ...rule, priority: 101 }] }, 'PRIORITY'],
  [{ blockedValues: ['**'] }, 'BLOCKED_VALUES'],
  [{ blockedValues: [''] }, 'BLOCKED_VALUES'],
  [{ mergingSources: ['core-banking'] }, null],
  [{ mergingSources: ['Core Banking'] }, 'MERGING_SOURCES'],
])('the change %j is refused as %s', (change, refusal) => {
  expect(refusalOf(change)).toBe(refusal);
});

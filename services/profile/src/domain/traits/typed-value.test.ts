import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import {
  FIRST_TRAIT_SCHEMA,
  TRAIT_TYPES,
  type TraitDefinition,
  type TraitType,
  unknownDefinition,
} from './trait-schema.ts';
import { readTyped } from './typed-value.ts';

const defined = (type: TraitType, rest: Partial<TraitDefinition> = {}): TraitDefinition => ({
  ...unknownDefinition(FIRST_TRAIT_SCHEMA, 'x'),
  type,
  ...rest,
});

test.each<[TraitType, unknown, unknown]>([
  ['TEXT', ' gold ', { value: 'gold' }],
  ['TEXT', '', { reason: 'NOT_TEXT' }],
  ['TEXT', 7, { reason: 'NOT_TEXT' }],
  ['TEXT', 'x'.repeat(2_001), { reason: 'TOO_LONG' }],
  ['NUMBER', 12.5, { value: 12.5 }],
  ['NUMBER', '-12.5', { value: -12.5 }],
  ['NUMBER', '12,5', { reason: 'NOT_A_NUMBER' }],
  ['NUMBER', true, { reason: 'NOT_A_NUMBER' }],
  ['NUMBER', '', { reason: 'NOT_A_NUMBER' }],
  ['BOOLEAN', 'True', { value: true }],
  ['BOOLEAN', false, { value: false }],
  ['BOOLEAN', 1, { reason: 'NOT_A_BOOLEAN' }],
  ['DATE', '1990-02-28', { value: '1990-02-28' }],
  ['DATE', '1990-02-28T10:00:00+01:00', { value: '1990-02-28' }],
  ['DATE', '1990-02-30', { reason: 'NOT_A_DATE' }],
  ['DATE', '28.02.1990', { reason: 'NOT_A_DATE' }],
  ['MONEY', { amount: 12.5, currency: 'EUR', note: 'x' }, { value: { amount: '12.5', currency: 'EUR' } }],
  ['MONEY', { amount: '12.5', currency: 'euros' }, { reason: 'NOT_MONEY' }],
  ['MONEY', 12.5, { reason: 'NOT_MONEY' }],
  ['LIST', ['a', ' b', 'a'], { value: ['a', 'b'] }],
  ['LIST', 'a,b', { reason: 'NOT_A_LIST' }],
  ['LIST', [1], { reason: 'NOT_A_LIST' }],
  ['ANY', { tier: ['gold'] }, { value: { tier: ['gold'] } }],
  ['ANY', 'x'.repeat(9_000), { reason: 'TOO_LONG' }],
])('as %s, %j is %j', (type, given, read) => expect(readTyped(defined(type), given)).toEqual(read));

test('values beyond the limits, or none of those that are allowed, are not believed', () => {
  const age = defined('NUMBER', { minimum: '0', maximum: '130' });
  expect(readTyped(age, 131)).toEqual({ reason: 'OUT_OF_LIMITS' });
  expect(readTyped(age, 0)).toEqual({ value: 0 });
  expect(readTyped(defined('TEXT', { minimum: '3' }), 'ab')).toEqual({ reason: 'OUT_OF_LIMITS' });
  expect(readTyped(defined('TEXT', { maximum: '3' }), 'abcd')).toEqual({ reason: 'TOO_LONG' });
  expect(readTyped(defined('TEXT', { allowedValues: ['gold'] }), 'silver')).toEqual({ reason: 'NOT_ALLOWED' });
  expect(readTyped(defined('LIST', { allowedValues: ['gold'] }), ['gold', 'silver'])).toEqual({
    reason: 'NOT_ALLOWED',
  });
  expect(readTyped(defined('MONEY', { maximum: '100' }), { amount: '101', currency: 'EUR' })).toEqual({
    reason: 'OUT_OF_LIMITS',
  });
});

test('reading what was read changes nothing', () => {
  const value = fc.oneof(fc.jsonValue(), fc.double(), fc.constantFrom('1', 'true', '2026-03-01', -0));
  fc.assert(
    fc.property(fc.constantFrom(...TRAIT_TYPES), value, (type, given) => {
      const read = readTyped(defined(type), given);
      if ('value' in read) expect(readTyped(defined(type), read.value)).toEqual(read);
      else expect(read.reason).toMatch(/^[A-Z_]+$/);
    }),
    fcOptions(),
  );
});

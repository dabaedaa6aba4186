import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { displayNameOf, GUESSED, STATED, type Trait, textOf, traitsInForce } from './trait.ts';

const trait = (name: string, value: string, minute: number, confidence: number = STATED): Trait => ({
  customerId: 'cus_1',
  name,
  value,
  source: 'test',
  observedAt: new Date(minute * 60_000),
  confidence,
});

test('what was said last holds, and no guess outweighs what was said', () => {
  const traits = [trait('locale', 'de', 1), trait('locale', 'fr', 2), trait('locale', 'nl', 3, GUESSED)];
  expect(textOf(traitsInForce(traits), 'locale')).toBe('fr');
});

test('a customer is called by their whole name, or by its parts where these were said later', () => {
  const parts = [trait('firstName', 'Ada', 2), trait('lastName', 'Lovelace', 2)];
  expect(displayNameOf([])).toBeNull();
  expect(displayNameOf(parts)).toBe('Ada Lovelace');
  expect(displayNameOf([trait('name', 'Ada Byron', 1), ...parts])).toBe('Ada Lovelace');
  expect(displayNameOf([trait('name', 'Countess Lovelace', 3), ...parts])).toBe('Countess Lovelace');
});

test('what holds does not depend on the order in which it was said', () => {
  const some = fc.record({ minute: fc.integer({ min: 0, max: 1_000 }), confidence: fc.constantFrom(STATED, GUESSED) });
  const distinct = fc.uniqueArray(some, { selector: ({ minute, confidence }) => minute + confidence, minLength: 1 });
  fc.assert(
    fc.property(distinct, (said) => {
      const traits = said.map(({ minute, confidence }) => trait('x', `${minute}/${confidence}`, minute, confidence));
      expect(traitsInForce(traits.toReversed())).toEqual(traitsInForce(traits));
    }),
    fcOptions(),
  );
});

import { STATED, type Trait } from '../trait.ts';
import { boundNames, TRAIT_NAMES_MAX } from './bound-names.ts';
import { FIRST_TRAIT_SCHEMA } from './trait-schema.ts';

const said = (name: string): Trait => ({
  customerId: 'cus_1',
  name,
  value: true,
  source: 'app',
  observedAt: new Date(0),
  confidence: STATED,
});

test('a customer has no more than so many traits, and what is known or defined still goes on', () => {
  const known = new Map([['cus_1', Array.from({ length: TRAIT_NAMES_MAX - 1 }, (_, number) => `x${number}`)]]);
  const { traits, rejected } = boundNames(
    FIRST_TRAIT_SCHEMA,
    [said('last'), said('one-more'), said('group:1'), said('x0'), said('last'), said('name')],
    known,
  );
  expect(traits.map(({ name }) => name)).toEqual(['last', 'x0', 'last', 'name']);
  expect(rejected.map(({ name, reason }) => [name, reason])).toEqual([
    ['unnamed', 'TOO_MANY'],
    ['unnamed', 'TOO_MANY'],
  ]);
});

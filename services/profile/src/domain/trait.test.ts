import { displayNameOf, STATED, type Trait } from './trait.ts';

const trait = (name: string, value: string, minute: number): Trait => ({
  customerId: 'cus_1',
  name,
  value,
  source: 'test',
  observedAt: new Date(minute * 60_000),
  confidence: STATED,
});

test('a customer is called by their whole name, or by its parts where these were said later', () => {
  const parts = [trait('firstName', 'Ada', 2), trait('lastName', 'Lovelace', 2)];
  expect(displayNameOf([])).toBeNull();
  expect(displayNameOf(parts)).toBe('Ada Lovelace');
  expect(displayNameOf([trait('name', 'Ada Byron', 1), ...parts])).toBe('Ada Lovelace');
  expect(displayNameOf([trait('name', 'Countess Lovelace', 3), ...parts])).toBe('Countess Lovelace');
});

import { isCategory } from '../taxonomy.ts';
import { findKnownMerchant, KNOWN_MERCHANTS } from './known-merchant.ts';
import { showName } from './show-name.ts';

test.each([
  ['AMZN MKTP US', 'Amazon'],
  ["MCDONALD'S", "McDonald's"],
  ['NETFLIX INTERNATIONAL', 'Netflix'],
  ['E.ON ENERGIE', 'E.ON'],
  ['H&M', 'H&M'],
  ['OTTO', 'Otto'],
  ['AMAZON PRIME VIDEO', 'Prime Video'],
])('%s is %s', (text, name) => expect(findKnownMerchant(text)?.name).toBe(name));

test.each(['OTTO MEYER', 'SHELLEY SMITH', 'SEA SHELL', ''])('%s is nobody known', (text) => {
  expect(findKnownMerchant(text)).toBeNull();
});

test('every merchant has a category of the taxonomy', () => {
  expect(KNOWN_MERCHANTS.size).toBeGreaterThan(700);
  expect([...KNOWN_MERCHANTS.values()].every(({ category }) => isCategory(category))).toBe(true);
});

test.each([
  ['BLUE BOTTLE COFFEE', 'Blue Bottle Coffee'],
  ['BVG', 'BVG'],
  ['BÄCKEREI ÖZTÜRK', 'Bäckerei Öztürk'],
  ['', null],
])('%s is shown as %s', (name, shown) => expect(showName(name)).toBe(shown));

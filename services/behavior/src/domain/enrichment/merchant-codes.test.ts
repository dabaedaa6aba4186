import { categoryOfCode, MERCHANT_CODES } from './merchant-codes.ts';
import { isCategory } from './taxonomy.ts';

test.each([
  ['5411', 'FOOD_AND_DRINK_GROCERIES'],
  ['5541', 'TRANSPORTATION_GAS'],
  ['5812', 'FOOD_AND_DRINK_RESTAURANT'],
  ['6011', 'TRANSFER_OUT_WITHDRAWAL'],
  ['7995', 'ENTERTAINMENT_CASINOS_AND_GAMBLING'],
  ['7801', 'ENTERTAINMENT_CASINOS_AND_GAMBLING'],
  ['0742', 'MEDICAL_VETERINARY_SERVICES'],
  ['3000', 'TRAVEL_FLIGHTS'],
  ['3299', 'TRAVEL_FLIGHTS'],
  ['3357', 'TRAVEL_RENTAL_CARS'],
  ['3441', 'TRAVEL_RENTAL_CARS'],
  ['3501', 'TRAVEL_LODGING'],
  ['3999', 'TRAVEL_LODGING'],
  ['9311', 'GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT'],
])('%s stands for %s', (code, category) => expect(categoryOfCode(code)).toBe(category));

test.each([null, '', '0000', '9999', '54111', 'abcd'])('%s stands for nothing', (code) => {
  expect(categoryOfCode(code)).toBeNull();
});

test('every code leads to a category of the taxonomy', () => {
  expect(MERCHANT_CODES.size).toBeGreaterThan(1_000);
  expect([...MERCHANT_CODES.values()].every(isCategory)).toBe(true);
});

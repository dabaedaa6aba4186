import { CATEGORIES, isCategory, primaryOf } from './taxonomy.ts';

test('there are 104 detailed categories, each named once and in its primary one', () => {
  expect(CATEGORIES).toHaveLength(104);
  expect(new Set(CATEGORIES).size).toBe(104);
  expect(CATEGORIES.every((category) => category.startsWith(`${primaryOf(category)}_`))).toBe(true);
});

test('a category is known by its whole name', () => {
  expect(isCategory('TRANSFER_IN_ACCOUNT_TRANSFER')).toBe(true);
  expect(isCategory('GROCERIES')).toBe(false);
});

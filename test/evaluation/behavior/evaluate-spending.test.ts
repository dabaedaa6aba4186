// A part of what `npm run evaluate -- behavior` measures of spending in generated lives.
import { jest } from '@jest/globals';
import { generatePopulationCustomer } from '@rapport/testkit';
import { coverage80, spendingErrors } from './evaluate-spending.ts';

jest.setTimeout(120_000);

const WORLD = { seed: 5, from: '2024-01-01', until: '2026-04-01' };

test('months of some generated lives are foreseen better than by the same month last year', async () => {
  const people = [0, 1, 2, 3].map((index) => generatePopulationCustomer(index, WORLD));
  const errors = await spendingErrors(people, 1);
  expect(errors).toHaveLength(people.length);
  const all = errors.flat();
  const sum = (of: (error: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0);
  expect(sum(({ ours }) => ours)).toBeLessThan(0.9 * sum(({ seasonal }) => seasonal));
  expect(coverage80(errors)).toBeGreaterThan(0.7);
  expect(coverage80(errors)).toBeLessThan(0.95);
});

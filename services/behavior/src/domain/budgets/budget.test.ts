import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { firstOfMonthsAgo, SPENDING_CATEGORIES, type SpendingDay } from '../spending/spending-months.ts';
import { budgetsOf } from './budget.ts';

const GROCERIES = 'FOOD_AND_DRINK_GROCERIES';
const day = (at: string, out: string, more: { refunded?: string; category?: string } = {}): SpendingDay => ({
  day: at,
  byCategory: { [more.category ?? GROCERIES]: { out, ...(more.refunded ? { refunded: more.refunded } : {}) } },
});
const of = { today: '2026-03-10', currency: 'EUR', stated: [] };
/** Two hundred on the fifth and a hundred on the twentieth of each month. */
const months = ['2025-12', '2026-01', '2026-02'].flatMap((month) => [
  { day: `${month}-01` },
  day(`${month}-05`, '200'),
  day(`${month}-20`, '100'),
]);
const stated = {
  customerId: 'cus_a',
  category: 'FOOD_AND_DRINK' as const,
  limit: '250',
  currency: 'EUR',
  changedAt: new Date(0),
};

test('a budget is learnt from the months before, and the month is told as it will probably end', () => {
  expect(budgetsOf([...months, day('2026-03-05', '210')], of)).toEqual([
    {
      category: 'FOOD_AND_DRINK',
      currency: 'EUR',
      limit: '300',
      isStated: false,
      usual: { low: '300', high: '300' },
      spent: '210',
      expected: '310',
      status: 'ON_TRACK',
    },
  ]);
  expect(budgetsOf([...months, day('2026-03-05', '230')], of)[0]).toMatchObject({ expected: '330', status: 'AHEAD' });
  expect(budgetsOf([...months, day('2026-03-05', '301')], of)[0]).toMatchObject({ status: 'OVER' });
});

test("the customer's own limit wins, also where nothing was learnt yet", () => {
  expect(budgetsOf([...months, day('2026-03-05', '200')], { ...of, stated: [stated] })[0]).toMatchObject({
    limit: '250',
    isStated: true,
    expected: '300',
    status: 'AHEAD',
  });
  expect(budgetsOf([day('2026-03-05', '20')], { ...of, stated: [stated] })).toEqual([
    expect.objectContaining({ limit: '250', usual: null, spent: '20', expected: '20', status: 'ON_TRACK' }),
  ]);
});

test('what came back was not spent, and what only moved has no budget', () => {
  const returned = [...months, day('2026-03-05', '200', { refunded: '150' })];
  expect(budgetsOf(returned, of)[0]).toMatchObject({ spent: '50' });
  const moved = months.map(({ day: at }) => day(at, '500', { category: 'TRANSFER_OUT_SAVINGS' }));
  expect(budgetsOf(moved, of)).toEqual([]);
  expect(SPENDING_CATEGORIES).toHaveLength(11);
});

test('a month of which only a part was seen is no month to learn from', () => {
  const part = [day('2026-01-15', '10'), day('2026-02-05', '300')];
  expect(budgetsOf(part, of)).toEqual([]);
  expect(firstOfMonthsAgo('2026-03-10', 6)).toBe('2025-09-01');
});

test('the order of days changes nothing, and what is expected is never less than what was spent', () => {
  const days = fc.uniqueArray(
    fc.record({ at: fc.integer({ min: 0, max: 99 }), out: fc.integer({ min: 1, max: 500 }) }),
    { selector: ({ at }) => at, minLength: 1 },
  );
  fc.assert(
    fc.property(days, (drawn) => {
      const seen = drawn
        .map(({ at, out }) => day(new Date(Date.UTC(2025, 11, 1 + at)).toISOString().slice(0, 10), String(out)))
        .sort((a, b) => (a.day < b.day ? -1 : 1));
      for (const { spent, expected } of budgetsOf(seen, of))
        expect(Number(expected)).toBeGreaterThanOrEqual(Number(spent));
    }),
    fcOptions(),
  );
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { firstOfMonthsAgo, SPENDING_CATEGORIES, type SpendingDay } from '../spending/spending-months.ts';
import { budgetsOf, isLimit } from './budget.ts';

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

/** Months before March 2026, each with a sum on the fifth and one on the twentieth. */
const before = (...sums: readonly (readonly [string, string])[]) =>
  sums.flatMap(([early, late], index) => {
    const month = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02'].at(index - sums.length)!;
    return [{ day: `${month}-01` }, day(`${month}-05`, early), day(`${month}-20`, late)];
  });

test('the usual month is the median, its range the quartiles between neighbours, to the cent', () => {
  const four = before(['100', '0'], ['100', '100'], ['100', '300'], ['700', '0.012']);
  expect(budgetsOf(four, of)[0]).toMatchObject({
    limit: '300',
    usual: { low: '175', high: '475' },
    // The rests are 0, 0.012, 100 and 300.
    expected: '50.01',
  });
  expect(budgetsOf(before(['10', '0'], ['30', '0'], ['90', '0']), of)[0]).toMatchObject({
    limit: '30',
    usual: { low: '20', high: '60' },
  });
});

test('two months are enough to learn from, one is not', () => {
  expect(budgetsOf(before(['10', '0'], ['20', '0']), of)[0]).toMatchObject({ limit: '15' });
  expect(budgetsOf(before(['20', '0']), of)).toEqual([]);
  const alone = budgetsOf([...before(['20', '90']), day('2026-03-02', '7')], { ...of, stated: [stated] });
  expect(alone[0]).toMatchObject({ limit: '250', usual: null, expected: '7' });
});

test("what is spent today counts, tomorrow's not yet; what earlier months spent on this date was not after it", () => {
  const spending = [day('2026-03-20', '40'), day('2026-03-21', '500')];
  const [budget] = budgetsOf([...before(['100', '60'], ['100', '60']), ...spending], { ...of, today: '2026-03-20' });
  expect(budget).toMatchObject({ spent: '40', expected: '40' });
});

test('a month ahead is one that will end a twentieth above its limit, over is what is spent beyond it', () => {
  const status = (spent: string) => budgetsOf([...months, day('2026-03-05', spent)], of)[0]!.status;
  expect(['215', '215.01', '300', '300.01'].map(status)).toEqual(['ON_TRACK', 'AHEAD', 'AHEAD', 'OVER']);
});

test('what comes back later lessens nothing that is expected, and where nothing is spent there is no budget', () => {
  const back = ['2026-01', '2026-02'].flatMap((month) => [
    { day: `${month}-01` },
    day(`${month}-05`, '90'),
    day(`${month}-20`, '0', { refunded: '30' }),
  ]);
  expect(budgetsOf([...back, day('2026-03-05', '10')], of)[0]).toMatchObject({ limit: '60', expected: '10' });
  expect(budgetsOf(before(['0', '0'], ['0', '0']), of)).toEqual([]);
  expect(budgetsOf(before(['0.5', '0'], ['0.5', '0']), of)[0]).toMatchObject({ limit: '0.5' });
});

test("only a limit in the account's currency is the customer's own, and it is more than nothing", () => {
  const foreign = { ...stated, currency: 'USD' };
  expect(budgetsOf(months, { ...of, stated: [foreign] })[0]).toMatchObject({ limit: '300', isStated: false });
  expect(['1', '0.01', '0', '-1'].map(isLimit)).toEqual([true, true, false, false]);
});

test('the largest budget comes first, of equals the first by name', () => {
  const named = (limit: string) =>
    budgetsOf([], {
      ...of,
      stated: [
        { ...stated, category: 'TRAVEL', limit },
        { ...stated, category: 'MEDICAL', limit: '30' },
      ],
    }).map(({ category }) => category);
  expect([named('29'), named('30'), named('31')]).toEqual([
    ['MEDICAL', 'TRAVEL'],
    ['MEDICAL', 'TRAVEL'],
    ['TRAVEL', 'MEDICAL'],
  ]);
});

test("at the month's end nothing is still to come, however long earlier months were", () => {
  const rent = ['2025-12', '2026-01'].flatMap((month) => [{ day: `${month}-01` }, day(`${month}-30`, '800')]);
  const on = (today: string, ...days: SpendingDay[]) => budgetsOf([...rent, ...days], { ...of, today })[0]!.expected;
  expect(on('2026-02-27')).toBe('800');
  expect(on('2026-02-28', day('2026-02-28', '800'))).toBe('800');
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

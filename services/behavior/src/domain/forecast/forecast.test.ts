import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { DatedDay } from '../features/feature.ts';
import { dateOfDay, dayNumberOf } from '../recurring/occurrence.ts';
import { belowFloorOf } from './below-floor.ts';
import { cashHistoryOf } from './cash-history.ts';
import { NO_CHANGE } from './change-payments.ts';
import { drawBalances } from './draw-balances.ts';
import { expectedWay, historySumsOf } from './expected-balance.ts';
import { expectedPayments, type ForecastSeries } from './expected-payments.ts';
import { type ForecastBasis, forecastCashFlow } from './forecast-cash-flow.ts';
import { seededDraw } from './seeded-draw.ts';

const dayNumber = (date: string): number => dayNumberOf(new Date(`${date}T00:00:00Z`));
const TODAY = dayNumber('2026-03-02');

const RENT: ForecastSeries = {
  seriesId: 'rec_rent',
  frequency: 'MONTHLY',
  nextOn: '2026-03-05',
  status: 'MATURE',
  averageAmount: '-700',
  lastAmount: '-700',
  earlierAmount: null,
};
const SALARY: ForecastSeries = { ...RENT, seriesId: 'rec_pay', nextOn: '2026-03-28', averageAmount: '1500' };

/** Half a year of a calm life: rent on the 5th, a salary on the 28th, small change on other days. */
const calm = (closing = 1_000): ForecastBasis => {
  const recurring: number[] = [];
  const irregular: number[] = [];
  for (let day = TODAY - 179; day <= TODAY; day += 1) {
    const date = Number(dateOfDay(day).slice(8));
    recurring.push(date === 5 ? -700 : date === 28 ? 1_500 : 0);
    irregular.push(day % 3 === 0 ? -80 : 0);
  }
  const closings: number[] = [];
  let balance = closing;
  for (let at = 179; at >= 0; at -= 1) {
    closings.unshift(balance);
    balance -= recurring[at]! + irregular[at]!;
  }
  return { history: { closings, recurring, irregular }, asOf: TODAY, series: [RENT, SALARY], name: 'cus_a' };
};

const ask = (basis: ForecastBasis, days = 30, change = NO_CHANGE, floor = 0) =>
  forecastCashFlow(basis, { days, floor, change });

test('the same question has the same answer, and the days ahead begin tomorrow', () => {
  expect(ask(calm())).toEqual(ask(calm()));
  const { days } = ask(calm(), 90);
  expect(days).toHaveLength(90);
  expect(days[0]!.date).toBe('2026-03-03');
});

test('rent takes the balance down on its day and the salary lifts it', () => {
  const { days, drivers } = ask(calm());
  const on = (date: string) => days.find((day) => day.date === date)!.expected;
  expect(on('2026-03-05') - on('2026-03-04')).toBeLessThan(-500);
  expect(on('2026-03-28') - on('2026-03-27')).toBeGreaterThan(1_200);
  expect(drivers.map(({ seriesId }) => seriesId)).toEqual(['rec_pay', 'rec_rent']);
});

test('wider intervals hold narrower ones, whatever the days were', () => {
  const life = fc.array(
    fc.record({ net: fc.integer({ min: -500, max: 500 }), paid: fc.constantFrom(0, 0, -90, 400) }),
    {
      minLength: 30,
      maxLength: 180,
    },
  );
  fc.assert(
    fc.property(life, fc.integer({ min: 1, max: 20 }), (lived, days) => {
      let balance = 0;
      const closings = lived.map(({ net, paid }) => (balance += net + paid));
      const history = { closings, irregular: lived.map(({ net }) => net), recurring: lived.map(({ paid }) => paid) };
      const said = ask({ history, asOf: TODAY, series: [], name: 'any' }, days);
      for (const { high50, high80, high95, low50, low80, low95 } of said.days) {
        expect([low95, low80, low50, high50, high80, high95].every(Number.isFinite)).toBe(true);
        expect(low95 <= low80 && low80 <= low50 && low50 <= high50 && high50 <= high80 && high80 <= high95).toBe(true);
      }
      expect(said.belowFloor.probability).toBeGreaterThanOrEqual(0);
      expect(said.belowFloor.probability).toBeLessThanOrEqual(1);
    }),
    fcOptions(),
  );
});

test('a longer question says the same of its first days, and knows what comes within a quarter', () => {
  const insured = {
    ...calm(),
    series: [RENT, SALARY, { ...RENT, frequency: 'QUARTERLY' as const, nextOn: '2026-05-04' }],
  };
  expect(ask(insured, 90).days[0]!.expected).toBe(ask(insured, 5).days[0]!.expected);
  const { days } = ask(insured, 63);
  expect(days[62]!.expected - days[61]!.expected).toBeLessThan(-600);
});

test('of two hundred ways so many lie below each bound as it says, around what is expected', () => {
  // Of a history of 44 days no earlier forecast is known by which to widen them.
  const irregular = Array.from({ length: 44 }, (_, at) => (at % 11 === 0 ? -300.07 - at : at / 7));
  const history = { irregular, recurring: irregular.map(() => 0), closings: irregular.map(() => 1_000) };
  const [day] = ask({ history, asOf: TODAY, series: [], name: 'any' }, 1).days;
  const sums = historySumsOf(history);
  const way = expectedWay(sums, 1_000, 44, { planned: [0], usual: 0, before: 0 });
  const [drawn] = drawBalances(history, way, [0], seededDraw('any'));
  const middle = drawn!.reduce((sum, balance) => sum + balance, 0) / 200;
  const sorted = drawn!.toSorted().map((balance) => balance - middle + way.balances[0]!);
  expect(day).toEqual({
    date: '2026-03-03',
    expected: way.balances[0],
    low50: sorted[50],
    high50: sorted[150],
    low80: sorted[20],
    high80: sorted[180],
    // Student's t with two degrees of freedom: 4.303 / 1.886 beside the normal 1.960 / 1.282.
    low95: expect.closeTo(sorted[20]! + (sorted[5]! - sorted[20]!) * 2.42, 9),
    high95: expect.closeTo(sorted[180]! + (sorted[195]! - sorted[180]!) * 2.42, 9),
  });
});

test('who was harder to foresee than the draws say is told wider bounds', () => {
  const widthOf = (closings: readonly number[]) => {
    const irregular = closings.map((_, at) => (at % 2 === 0 ? 10 : -10));
    const basis = {
      history: { closings, irregular, recurring: closings.map(() => 0) },
      asOf: TODAY,
      series: [],
      name: 'x',
    };
    const [day] = ask(basis, 1).days;
    return day!.high80 - day!.low80;
  };
  const still = Array.from({ length: 120 }, () => 500);
  const wild = still.map((balance, at) => (at % 3 === 2 ? balance + 400 : balance));
  expect(widthOf([...wild.slice(0, -1), 500])).toBeGreaterThan(3 * widthOf(still));
});

test('it begins at the last balance, is sure by its days, and names six payments, the sooner of equals first', () => {
  const { history, ...rest } = calm();
  const closings = [...history.closings.slice(0, -1), 5_000];
  expect(ask({ ...rest, history: { ...history, closings } }).days[0]!.expected).toBeGreaterThan(4_800);
  expect(ask(calm()).confidence).toBe(0.75);
  const extra = [3, 2, 9, 4, 5, 6, 7].map((day) => ({ amount: day === 9 ? 800 : -750, day: TODAY + day }));
  const { drivers } = ask(calm(), 10, { ...NO_CHANGE, extra });
  expect(drivers.map(({ day }) => day - TODAY)).toEqual([9, 2, 3, 4, 5, 6]);
});

test('payments count from tomorrow to the last day that was asked for', () => {
  const fall = (day: number) => {
    const extra = [{ amount: -400, day: TODAY + day }];
    return ask(calm(), 10).days[9]!.expected - ask(calm(), 10, { ...NO_CHANGE, extra }).days[9]!.expected;
  };
  expect([0, 1, 10, 11].map((day) => fall(day) > 300)).toEqual([false, true, true, false]);
});

test('an extra payment lowers the balance from its day on by hardly less than itself', () => {
  const extra = { ...NO_CHANGE, extra: [{ amount: -400, day: TODAY + 10 }] };
  const [plain, less] = [ask(calm()), ask(calm(), 30, extra)];
  expect(less.days[8]!.expected).toBe(plain.days[8]!.expected);
  const missing = plain.days[10]!.expected - less.days[10]!.expected;
  expect(missing).toBeGreaterThan(380);
  expect(missing).toBeLessThanOrEqual(400);
});

test('a moved due date moves the fall, and a lost income takes the lift away', () => {
  const moved = ask(calm(), 30, { ...NO_CHANGE, moved: [{ seriesId: 'rec_rent', days: 10 }] });
  expect(moved.drivers.find(({ seriesId }) => seriesId === 'rec_rent')!.day).toBe(dayNumber('2026-03-15'));
  const lost = ask(calm(), 30, { ...NO_CHANGE, lost: [{ seriesId: 'rec_pay', from: TODAY }] });
  expect(ask(calm()).days[29]!.expected - lost.days[29]!.expected).toBeGreaterThan(1_400);
  const floored = (change: typeof NO_CHANGE) => ask(calm(3_000), 30, change, 1_500).belowFloor.probability;
  expect(floored({ ...NO_CHANGE, extra: [{ amount: -900, day: TODAY + 3 }] })).toBeGreaterThan(floored(NO_CHANGE));
});

test('who never fell below a floor is thought to act in time; who did is taken at the word of the draws', () => {
  const ways = [Float64Array.of(5, 5), Float64Array.of(-1, 5), Float64Array.of(5, 5)];
  expect(belowFloorOf(ways, [10, 20], 0)).toEqual({ probability: 1 / 11, likelyAhead: 2 });
  expect(belowFloorOf(ways, [10, -3], 0)).toEqual({ probability: 0.5, likelyAhead: 2 });
  expect(belowFloorOf(ways, [10], -5)).toEqual({ probability: 0, likelyAhead: null });
});

test.each([
  ['MONTHLY', '2026-01-31', ['2026-03-31', '2026-04-30', '2026-05-31']],
  ['SEMI_MONTHLY', '2026-03-10', ['2026-03-10', '2026-03-25', '2026-04-10', '2026-04-25', '2026-05-10', '2026-05-25']],
  ['QUARTERLY', '2026-03-15', ['2026-03-15']],
  ['SEMI_MONTHLY', '2026-03-25', ['2026-03-25', '2026-04-10', '2026-04-25', '2026-05-10', '2026-05-25']],
  ['SEMI_MONTHLY', '2026-03-15', ['2026-03-15', '2026-03-30', '2026-04-15', '2026-04-30', '2026-05-15', '2026-05-30']],
  ['SEMI_MONTHLY', '2026-03-16', ['2026-03-16', '2026-04-01', '2026-04-16', '2026-05-01', '2026-05-16']],
  ['ANNUALLY', '2026-05-20', ['2026-05-20']],
  ['WEEKLY', '2026-05-14', ['2026-05-14', '2026-05-21', '2026-05-28']],
  ['BIWEEKLY', '2026-05-14', ['2026-05-14', '2026-05-28']],
] as const)('a %s series from %s is expected on its days', (frequency, nextOn, dates) => {
  const payments = expectedPayments([{ ...RENT, frequency, nextOn }], TODAY, 90);
  const days = payments.map(({ day }) => dateOfDay(day)).filter((date) => date >= '2026-03-10');
  expect(days).toEqual(dates);
});

test('a month without a date has the payment on its last day, and later months have their date again', () => {
  const from = dayNumberOf(new Date('2026-02-01T00:00:00Z'));
  const payments = expectedPayments([{ ...RENT, frequency: 'SEMI_MONTHLY', nextOn: '2026-02-15' }], from, 60);
  expect(payments.map(({ day }) => dateOfDay(day))).toEqual(['2026-02-15', '2026-02-28', '2026-03-15', '2026-03-30']);
});

test('what is overdue is expected tomorrow, and what has ended never', () => {
  const dayOf = (one: ForecastSeries) => expectedPayments([one], TODAY, 10).map(({ day }) => dateOfDay(day));
  expect(dayOf({ ...RENT, nextOn: '2026-02-28' })).toEqual(['2026-03-03']);
  expect(dayOf({ ...RENT, status: 'TOMBSTONED' })).toEqual([]);
});

test('nothing is told of an account that is new, or silent for long', () => {
  const on = (date: string): DatedDay => ({
    day: date,
    accountId: 'a',
    currency: 'EUR',
    inflow: '5',
    outflow: '0',
    essential: '0',
    transactionCount: 1,
    returnedCount: 0,
    returnedForFundsCount: 0,
    closing: { at: date, transactionId: date, balance: '5' },
    lowestBalance: '5',
  });
  expect(cashHistoryOf([on('2026-02-20')], [], TODAY)).toBeNull();
  expect(cashHistoryOf([on('2025-12-01')], [], TODAY)).toBeNull();
  const known = cashHistoryOf([on('2026-01-10'), on('2026-02-20')], [], TODAY)!;
  expect(known.closings).toHaveLength(TODAY - dayNumber('2026-01-10') + 1);
  expect(known.irregular.reduce((sum, value) => sum + value, 0)).toBe(10);
});

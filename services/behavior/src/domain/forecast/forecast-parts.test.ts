import { dayOn as on } from '../../../test/signal-case.ts';
import type { DatedDay } from '../features/feature.ts';
import { dateOfDay, dayNumberOf } from '../recurring/occurrence.ts';
import { belowFloorOf } from './below-floor.ts';
import { type CashHistory, cashHistoryOf } from './cash-history.ts';
import { changePayments, NO_CHANGE } from './change-payments.ts';
import { drawBalances, PATHS } from './draw-balances.ts';
import { expectedWay, historySumsOf } from './expected-balance.ts';
import { expectedPayments } from './expected-payments.ts';
import { pastErrorsOf, wideningOf } from './past-errors.ts';
import { seededDraw } from './seeded-draw.ts';
import { tailReach } from './tail-reach.ts';

const TODAY = dayNumberOf(new Date('2026-03-02T00:00:00Z'));
const of = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
const historyOf = (known: number, more: Partial<CashHistory> = {}): CashHistory => ({
  closings: of(known, () => 100),
  recurring: of(known, () => 0),
  irregular: of(known, () => 0),
  ...more,
});

describe('the expected way of a balance', () => {
  const CALM = { planned: of(30, () => 0), usual: 0, before: 0 };
  const way = (history: CashHistory, closing: number, more = CALM) =>
    expectedWay(historySumsOf(history), closing, history.closings.length, more);

  test.each([
    [60, 148],
    [180, 142],
    [720, 142],
  ])('goes back to its level by a share that %d days have earned: from 160 to %d in a month', (known, after) => {
    expect(way(historyOf(known), 160)).toMatchObject({ level: 100, drift: 0 });
    expect(way(historyOf(known), 160).balances[29]).toBeCloseTo(after, 6);
    expect(way(historyOf(known), 40).balances[29]).toBeCloseTo(200 - after, 6);
  });

  test('drifts on by a quarter of its past, as far as that is trusted, and evens out what series bring', () => {
    const growing = { irregular: of(60, () => 1) };
    expect(way(historyOf(60, growing), 100).drift).toBeCloseTo(0.125, 9);
    const paid = { recurring: of(60, () => 2) };
    // A quarter of two, half trusted; half of what comes more than before; less what usually comes.
    expect(way(historyOf(60, paid), 100, { ...CALM, usual: 3, before: 2 }).drift).toBeCloseTo(0.25 + 0.5 - 3, 9);
    const planned = way(historyOf(60), 100, { ...CALM, planned: [0, 50, 0] }).balances;
    expect([planned[0], planned[1]]).toEqual([100, 150]);
  });

  test('repeats what came within two days of the same day of earlier months, half of it after two months', () => {
    const known = 92;
    const shape = (spike: number) => {
      const { balances, drift } = way(
        historyOf(known, { irregular: of(known, (at) => (at === spike ? -60 : 0)) }),
        100,
      );
      return balances[0]! - 100 - drift;
    };
    const mean = 60 / known;
    // Five days a month ago, five two months ago, and the four that are known of three months ago.
    for (const near of [60, 62, 64, 29, 33, 0, 3]) expect(shape(near)).toBeCloseTo((mean - 60 / 14) / 2, 9);
    for (const off of [59, 65, 28, 34, 4, 91]) expect(shape(off)).toBeCloseTo(mean / 2, 9);
    // While less than a month is known it says nothing.
    const young = way(historyOf(32, { irregular: of(32, (at) => (at === 2 ? -60 : 0)) }), 100);
    expect(young.balances[0]! - 100 - young.drift).toBeCloseTo(0, 9);
  });
});

describe('past forecasts', () => {
  test('are made on every third day from the 45th on, and are off by what came', () => {
    const history = historyOf(49, { closings: of(49, (at) => (at < 46 ? 100 : 110)) });
    const { counts, sums } = pastErrorsOf(history, historySumsOf(history), 5);
    expect([...counts]).toEqual([2, 1, 1, 1, 0]);
    // From the 48th day the balance is expected to go back a little.
    expect([...sums].slice(1)).toEqual([10, 10, 10, 0].map((off) => expect.closeTo(off, 9)));
    expect(sums[0]).toBeGreaterThan(0);
    expect(sums[0]).toBeLessThan(0.2);
  });

  test('know the payments of series that came', () => {
    const paid = { recurring: of(48, (at) => (at === 46 ? -50 : 0)), closings: of(48, (at) => (at < 46 ? 100 : 50)) };
    const history = historyOf(48, paid);
    const { sums } = pastErrorsOf(history, historySumsOf(history), 3);
    expect(Math.max(...sums)).toBeLessThan(6);
  });

  test('widen what is drawn by as much as they were off, the more of them stand by themselves', () => {
    const errors = { sums: Float64Array.of(240, 0, 240), counts: Float64Array.of(12, 0, 12) };
    expect(wideningOf(errors, 0, 10)).toBeCloseTo((3 + 36 * 2) / (3 + 36), 9);
    expect(wideningOf(errors, 2, 10)).toBeCloseTo((3 + 12 * 2) / (3 + 12), 9);
    expect([wideningOf(errors, 1, 10), wideningOf(errors, 0, 0)]).toEqual([1, 1]);
  });
});

describe('drawn ways', () => {
  const still = { drift: 0, returning: 0, level: 0, balances: new Float64Array() };
  /** The days that one way drew, where each day's irregular money is the day itself. */
  const daysOf = (ways: readonly Float64Array[], path: number, start: number, mean: number): number[] =>
    ways.map((day, ahead) => Math.round(day[path]! - (ahead === 0 ? start : ways[ahead - 1]![path]!) + mean));

  test('go by weeks of the own days, as they followed each other, from near the same day of earlier months', () => {
    const known = 85;
    const ways = drawBalances(
      historyOf(known, { irregular: of(known, (at) => at) }),
      still,
      of(9, () => 0),
      seededDraw('a'),
    );
    expect(ways.map((day) => day.length)).toEqual(of(9, () => 200));
    const begun = new Set<number>();
    for (const path of of(PATHS, (at) => at)) {
      const [first, ...rest] = daysOf(ways, path, 100, 42);
      begun.add(first!);
      expect(rest.slice(0, 6)).toEqual(of(6, (at) => (first! + at + 1) % known));
      expect(Math.abs(rest[6]! - (92 - 30)) <= 4 || Math.abs(rest[6]! - (92 - 61)) <= 4).toBe(true);
    }
    const around = (day: number) => of(7, (off) => day - 3 + off);
    expect([...begun].toSorted((a, b) => a - b)).toEqual([...around(85 - 61), ...around(85 - 30)]);
  });

  test('of less than two months know the month before alone', () => {
    const history = historyOf(60, { irregular: of(60, (at) => at) });
    const ways = drawBalances(history, still, [0], seededDraw('a'));
    const begun = new Set(of(PATHS, (path) => daysOf(ways, path, 100, 29.5)[0]!));
    expect([...begun].toSorted((a, b) => a - b)).toEqual(of(7, (off) => 27 + off));
  });

  test('rather begin at balances like the present one: of two draws the liker is taken', () => {
    const known = 91;
    const closings = of(known, (at) => (at < 45 ? -100 : 100));
    const history = historyOf(known, { irregular: of(known, (at) => at), closings });
    const ways = drawBalances(history, still, [0], seededDraw('a'));
    const alike = of(PATHS, (path) => daysOf(ways, path, 100, 45)[0]!).filter((day) => day > 45).length;
    expect(alike).toBeGreaterThan(0.65 * PATHS);
    expect(alike).toBeLessThan(0.85 * PATHS);
  });

  test('hold planned payments, drift and the way back to the level', () => {
    const way = { ...still, drift: 2, returning: 0.5, level: 200 };
    const [first, second] = drawBalances(historyOf(40), way, [10, 0], seededDraw('a'));
    expect(new Set(first)).toEqual(new Set([162]));
    expect(new Set(second)).toEqual(new Set([183]));
  });
});

describe('falling below a floor', () => {
  const ways = (below: number) => [Float64Array.from(of(100, (path) => (path < below ? -1 : 0)))];

  test('is told when half of the ways that fall have fallen, and not where hardly any does', () => {
    const day = (...balances: number[]) => Float64Array.from(balances);
    const falling = [day(1, 1, -1, 1, 1), day(1, 1, 1, 1, -1), day(1, -1, 1, 1, 1), day(-1, 1, 1, 1, 1)];
    expect(belowFloorOf(falling, [-5], 0)).toEqual({ probability: 0.8, likelyAhead: 2 });
    expect(belowFloorOf(ways(9), [0], 0).likelyAhead).toBeNull();
    expect(belowFloorOf(ways(10), [0], 0).likelyAhead).toBe(1);
    expect(belowFloorOf(ways(1), [-1], 0)).toEqual({ probability: 0.01, likelyAhead: 1 });
    expect(belowFloorOf([], [1], 0)).toEqual({ probability: 0, likelyAhead: null });
  });
});

test('what is asked moves, ends and adds payments, and nothing comes before tomorrow', () => {
  const pay = (seriesId: string | null, day: number) => ({ seriesId, day: TODAY + day, amount: 5 });
  const payments = [pay('a', 5), pay('a', 35), pay('b', 3)];
  const ask = (more: Partial<typeof NO_CHANGE>) => changePayments(payments, { ...NO_CHANGE, ...more }, TODAY);
  expect(ask({})).toEqual(payments);
  expect(ask({ moved: [{ seriesId: 'a', days: -9 }] })).toEqual([pay('a', 1), pay('a', 26), pay('b', 3)]);
  expect(ask({ moved: [{ seriesId: 'b', days: 1 }] })).toEqual([pay('a', 5), pay('a', 35), pay('b', 4)]);
  expect(ask({ moved: [{ seriesId: 'b', days: 4 }] })).toEqual([pay('a', 5), pay('a', 35), pay('b', 7)]);
  expect(ask({ lost: [{ seriesId: 'a', from: TODAY + 35 }] })).toEqual([pay('a', 5), pay('b', 3)]);
  expect(ask({ lost: [{ seriesId: 'a', from: TODAY + 36 }] })).toEqual(payments);
  expect(ask({ extra: [{ amount: 5, day: TODAY + 2 }] })).toEqual([...payments, pay(null, 2)]);
});

test('a price that has changed is expected at its last, what varies at its mean, up to the last day asked for', () => {
  const one = {
    seriesId: 'a',
    frequency: 'MONTHLY' as const,
    nextOn: '2026-03-12',
    status: 'MATURE' as const,
    averageAmount: '-10',
    lastAmount: '-12',
    earlierAmount: null,
  };
  expect(expectedPayments([one], TODAY, 10)).toEqual([{ seriesId: 'a', day: TODAY + 10, amount: -10 }]);
  expect(expectedPayments([one], TODAY, 9)).toEqual([]);
  expect(expectedPayments([{ ...one, earlierAmount: '-10' }], TODAY, 10)[0]!.amount).toBe(-12);
  const yearly = expectedPayments([{ ...one, frequency: 'ANNUALLY' }], TODAY, 800);
  expect(yearly.map(({ day }) => dateOfDay(day))).toEqual(['2026-03-12', '2027-03-12', '2028-03-12']);
  // What is overdue comes tomorrow, once, and the next one when it is due.
  const overdue = expectedPayments([{ ...one, nextOn: '2026-02-28' }], TODAY, 40);
  expect(overdue.map(({ day }) => dateOfDay(day))).toEqual(['2026-03-03', '2026-03-28']);
});

describe('the history of an account', () => {
  const closing = (balance: string) => ({ closing: { at: '', transactionId: '', balance } });
  const known = (...days: DatedDay[]) => cashHistoryOf(days, [], TODAY);

  test('begins with thirty days and ends after sixty silent ones', () => {
    expect(known(on(28, closing('5')))).toBeNull();
    expect(known(on(29, closing('5')))!.closings).toEqual(of(30, () => 5));
    expect(known(on(60, closing('5')))!.closings).toHaveLength(61);
    expect(known(on(61, closing('5')))).toBeNull();
    expect(known(on(40))).toBeNull();
    expect(known(on(70, closing('5')), on(-1, closing('9')))).toBeNull();
    expect(known(on(100, closing('5')), on(0, closing('9')))!.closings.slice(-2)).toEqual([5, 9]);
  });

  test('reaches back half a year, with the balance that stood before', () => {
    const [old, late] = [on(200, closing('7')), on(10, closing('9'))];
    expect(known(old, late)!.closings).toEqual([...of(169, () => 7), ...of(11, () => 9)]);
    expect(known(on(180, closing('3')), on(179, closing('7')), late)!.closings).toHaveLength(180);
  });

  test('tells payments of series from what else moved, and carries the balance on where none was told', () => {
    const days = [
      on(31, closing('100')),
      on(3, { inflow: '40', outflow: '15' }),
      on(1, { ...closing('90'), outflow: '35' }),
    ];
    const payments = [
      { accountId: 'acct-1', currency: 'EUR', day: TODAY - 1, amount: -20 },
      { accountId: 'acct-1', currency: 'EUR', day: TODAY - 1, amount: -10 },
    ];
    const history = cashHistoryOf(days, payments, TODAY)!;
    expect(history.closings.slice(-5)).toEqual([100, 125, 125, 90, 90]);
    expect(history.recurring.slice(-5)).toEqual([0, 0, 0, -30, 0]);
    expect(history.irregular.slice(-5)).toEqual([0, 25, 0, -5, 0]);
  });
});

test('the same name draws the same, names that differ in a letter do not', () => {
  const drawn = (name: string) => of(3, seededDraw(name));
  expect(drawn('cus_a')).toEqual(drawn('cus_a'));
  expect(new Set(['cus_a', 'cus_b', 'bus_a', 'cas_a', 'cus_', ''].map((name) => drawn(name)[0])).size).toBe(6);
});

test('the outermost bounds lie further out the less was seen, between two known distributions', () => {
  const [heavy, moderate] = [
    [4.302653, 1.885618],
    [2.776445, 1.533206],
  ].map(([at975, at90]) => (at975! / at90! - 1) / (1.959964 / 1.281552 - 1));
  expect(tailReach(30)).toBeCloseTo(heavy!, 2);
  expect(tailReach(240)).toBeCloseTo(heavy!, 2);
  expect(tailReach(365)).toBeCloseTo(moderate!, 2);
  expect(tailReach(2_000)).toBeCloseTo(moderate!, 2);
  expect(tailReach(300)).toBeGreaterThan(tailReach(301));
});

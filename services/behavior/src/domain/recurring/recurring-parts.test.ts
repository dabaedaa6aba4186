import { booked } from '../../../test/signal-case.ts';
import { grainOf, isChosen } from './amount-band.ts';
import { dateOfDay, dayNumberOf, type Occurrence } from './occurrence.ts';
import { payeeOf } from './payee.ts';
import { paymentOf } from './payment.ts';
import { nearestSlot, PERIODS, periodOf } from './period.ts';
import { recurringSeriesOf } from './recurring-series.ts';

const dayOf = (date: string): number => dayNumberOf(new Date(`${date}T00:00:00Z`));
const paid = (dates: readonly string[], sizeOf: (index: number) => number = () => 9.99): Occurrence[] =>
  dates.map((date, index) => ({ transactionId: `tx-${index}`, day: dayOf(date), size: sizeOf(index) }));
const group = { customerId: 'cus_a', accountId: 'acct-1', currency: 'EUR', direction: 'OUT', payee: 'FLIX' } as const;
const seriesOf = (payments: readonly Occurrence[], more: { payee?: string; direction?: 'IN' | 'OUT' } = {}) =>
  recurringSeriesOf({ ...group, ...more }, payments);
/** The tenth of so many months up to February 2026. */
const tenths = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => new Date(Date.UTC(2026, 2 - count + n, 10)).toISOString().slice(0, 10));

test('a booked transaction is a payment of its payee, money in or out; a returned one is none', () => {
  expect(paymentOf(booked(3, '-5.50', 'STREAMFLIX 12'))).toEqual({
    customerId: 'cus_a',
    accountId: 'acct-1',
    currency: 'EUR',
    direction: 'OUT',
    payee: 'STREAMFLIX',
    transactionId: 'STREAMFLIX 12-3',
    day: dayOf('2026-02-27'),
    size: 5.5,
  });
  const directions = ['0.01', '0', '-0.01'].map((amount) => paymentOf(booked(3, amount, 'A'))!.direction);
  expect(directions).toEqual(['IN', 'OUT', 'OUT']);
  expect(paymentOf(booked(3, '-5', 'A', { kind: 'RETURNED' }))).toBeNull();
});

test.each([
  ['AB C DE FG HI JK', 'AB DE FG HI'],
  ["'H&M' Online no. 12", 'H&M'],
  ['Miete März 2026', 'MIETE MÄRZ'],
])('the payee of "%s" is "%s"', (narration, payee) => expect(payeeOf(narration)).toBe(payee));

test.each([
  [5_000, 1_000, true],
  [21_300, 100, true],
  [99_900, 100, true],
  [100_100, 100, false],
  [3_480, 10, true],
  [50, 50, true],
  [999, 1, true],
  [1_001, 1, false],
  [1_005, 5, true],
  [5_005, 5, false],
  [7.5, 0.5, false],
  [4_711.3, 0.1, false],
  [12.35, 0.05, false],
  [12.34, 0.01, false],
  [999_000, 1_000, true],
  [1_000_000, 1_000, false],
])('%d is as round as %d: chosen by somebody, %p', (size, grain, chosen) => {
  expect([grainOf(size), isChosen(size)]).toEqual([grain, chosen]);
});

test.each([
  ['WEEKLY', '2026-01-07', '2026-01-14'],
  ['BIWEEKLY', '2026-01-07', '2026-01-21'],
  ['SEMI_MONTHLY', '2026-01-05', '2026-01-20'],
  ['SEMI_MONTHLY', '2026-01-15', '2026-01-30'],
  ['SEMI_MONTHLY', '2026-01-30', '2026-02-15'],
  ['SEMI_MONTHLY', '2026-02-15', '2026-02-28'],
  ['MONTHLY', '2026-01-31', '2026-02-28'],
  ['MONTHLY', '2025-12-10', '2026-01-10'],
  ['QUARTERLY', '2025-11-30', '2026-02-28'],
  ['ANNUALLY', '2024-02-29', '2025-02-28'],
] as const)('the slot of a %s payment after %s is %s', (frequency, one, next) => {
  const period = periodOf(frequency);
  const phase = period.phaseOf(dayOf(one));
  const { slot, late } = nearestSlot(period, phase, dayOf(one));
  expect([late, dateOfDay(period.dayOf(slot + 1, phase))]).toEqual([0, next]);
});

test('the slot that a day is nearest to is found for every rhythm, phase and day', () => {
  for (const period of PERIODS) {
    for (let phase = 0; phase < period.phases; phase += 5) {
      for (let day = dayOf('2025-12-20'); day < dayOf('2027-01-10'); day += 3) {
        const { slot, late } = nearestSlot(period, phase, day);
        expect(late).toBe(day - period.dayOf(slot, phase));
        const others = [slot - 2, slot - 1, slot + 1, slot + 2].map((of) => Math.abs(day - period.dayOf(of, phase)));
        expect(Math.abs(late)).toBeLessThanOrEqual(Math.min(...others));
      }
    }
  }
});

test('pay on the 10th and the 25th is one series that comes twice a month', () => {
  const dates = ['2025-11-10', '2025-11-25', '2025-12-10', '2025-12-25', '2026-01-10', '2026-01-25', '2026-02-10'];
  const wage = (index: number) => 1_204.17 + (index % 3);
  expect(seriesOf(paid(dates, wage), { direction: 'IN' })).toEqual([
    expect.objectContaining({ frequency: 'SEMI_MONTHLY', nextOn: '2026-02-25', transactionCount: 7 }),
  ]);
});

test('a payment is expected as late as the latest five were in the middle', () => {
  const dates = ['2025-09-10', '2025-10-10', '2025-11-10', '2025-12-12', '2026-01-12', '2026-02-12'];
  expect(seriesOf(paid(dates))[0]!.nextOn).toBe('2026-03-12');
  const before = ['2025-09-12', '2025-10-10', '2025-11-10', '2025-12-10', '2026-01-12', '2026-02-12'];
  expect(seriesOf(paid(before))[0]!.nextOn).toBe('2026-03-10');
});

test('a series names its twenty newest payments, its mean to the cent, and how long it may be late', () => {
  const [one] = seriesOf(paid(tenths(22), (index) => (index < 21 ? 9.99 : 12.99)));
  expect(one).toMatchObject({
    transactionCount: 22,
    firstOn: '2024-05-10',
    lastOn: '2026-02-10',
    averageAmount: '-10.13',
    lastAmount: '-12.99',
    earlierAmount: '-9.99',
    graceDays: 4,
  });
  expect(one!.transactionIds).toEqual(Array.from({ length: 20 }, (_, n) => `tx-${21 - n}`));
  expect(seriesOf(paid(tenths(4)), { direction: 'IN' })[0]).toMatchObject({
    averageAmount: '9.99',
    lastAmount: '9.99',
  });
});

test('a price stood still for two payments before it changed, at most a year ago', () => {
  const earlier = (...sizes: number[]) =>
    seriesOf(paid(tenths(sizes.length), (index) => sizes[index]!)).map(({ earlierAmount }) => earlierAmount);
  expect(earlier(11, 10, 10, 12, 12, 12)).toEqual(['-10']);
  expect(earlier(10, 10, 12, 12, 12, 12)).toEqual(['-10']);
  expect(earlier(11, 11, 10, 12, 12, 12)).toEqual([null]);
  expect(earlier(10, 12, 12, 12, 12, 12)).toEqual([null]);
  expect(earlier(10, 10, 10, 10, 10, 10)).toEqual([null]);
  const changed = (after: number) => earlier(10, 10, ...Array.from({ length: after }, () => 12));
  expect([changed(13), changed(14)]).toEqual([['-10'], [null]]);
});

test('a trial took next to nothing within a hundred days before a series that began within a year', () => {
  const dates = ['2025-10-10', '2025-11-10', '2025-12-10', '2026-01-10', '2026-02-10'];
  const trial = (date: string, size: number, payee = 'FLIX') =>
    seriesOf([...paid(dates, () => 50), { transactionId: 'trial', day: dayOf(date), size }], { payee }).map(
      ({ trialAmount }) => trialAmount,
    );
  expect([trial('2025-07-02', 5), trial('2025-07-01', 5)]).toEqual([['-5'], [null]]);
  expect([trial('2025-09-20', 5.01), trial('2025-10-20', 5)]).toEqual([[null], [null]]);
  const long = (count: number) =>
    seriesOf([...paid(tenths(count), () => 50), { ...paid(tenths(count + 1))[0]!, transactionId: 'trial', size: 1 }]);
  expect([long(13), long(14)].map(([one]) => one!.trialAmount)).toEqual(['-1', null]);
});

import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { dayNumberOf, type Occurrence, type PaymentGroup } from './occurrence.ts';
import { payeeOf } from './payee.ts';
import { recurringSeriesOf } from './recurring-series.ts';
import { viewSeries } from './view-series.ts';

const group = (payee: string, more: Partial<PaymentGroup> = {}): PaymentGroup => ({
  customerId: 'cus_a',
  accountId: 'acct-1',
  currency: 'EUR',
  direction: 'OUT',
  payee,
  ...more,
});

const paid = (dates: readonly string[], sizeOf: (index: number) => number, name = 'tx'): Occurrence[] =>
  dates.map((date, index) => ({
    transactionId: `${name}-${index}`,
    day: dayNumberOf(new Date(`${date}T00:00:00Z`)),
    size: sizeOf(index),
  }));

const seriesOf = (payee: string, payments: readonly Occurrence[]) => recurringSeriesOf(group(payee), payments);
const findingsOf = (payments: readonly Occurrence[], today: string) =>
  viewSeries(seriesOf('STREAMFLIX', payments), today).flatMap(({ findings }) =>
    findings.map(({ kind, yearlyCost }) => ({ kind, yearlyCost })),
  );

test.each([
  ['weekly', ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'], 'WEEKLY', '2026-02-02'],
  ['every two weeks', ['2026-01-02', '2026-01-16', '2026-01-30', '2026-02-13'], 'BIWEEKLY', '2026-02-27'],
  ['monthly', ['2025-11-10', '2025-12-10', '2026-01-10', '2026-02-10'], 'MONTHLY', '2026-03-10'],
  [
    'moved by weekends',
    ['2025-08-01', '2025-09-01', '2025-10-01', '2025-11-03', '2025-12-01'],
    'MONTHLY',
    '2026-01-01',
  ],
  ["at the month's end", ['2025-10-31', '2025-11-30', '2025-12-31', '2026-01-31'], 'MONTHLY', '2026-02-28'],
  ['with a month skipped', ['2025-09-10', '2025-10-10', '2025-12-10', '2026-01-10'], 'MONTHLY', '2026-02-10'],
  ['quarterly', ['2025-02-15', '2025-05-15', '2025-08-15', '2025-11-15'], 'QUARTERLY', '2026-02-15'],
  ['annually', ['2023-06-20', '2024-06-20', '2025-06-20'], 'ANNUALLY', '2026-06-20'],
])('payments that come %s are one series with its next day', (_, dates, frequency, nextOn) => {
  expect(
    seriesOf(
      'STREAMFLIX',
      paid(dates, () => 9.99),
    ),
  ).toEqual([expect.objectContaining({ frequency, nextOn, transactionCount: dates.length, lastAmount: '-9.99' })]);
});

const MONTHS = ['2025-09-10', '2025-10-10', '2025-11-10', '2025-12-10', '2026-01-10', '2026-02-10'];

test('a doubled month is counted once, and amounts may drift', () => {
  const drifting = paid(MONTHS, (index) => 60 + index * 1.5);
  const doubled = { ...drifting[2]!, transactionId: 'tx-again', day: drifting[2]!.day + 9 };
  expect(seriesOf('CITY POWER', [...drifting, doubled])).toEqual([
    expect.objectContaining({ frequency: 'MONTHLY', transactionCount: 6, averageAmount: '-63.8', lastAmount: '-67.5' }),
  ]);
});

test('without a payee a series is found among cash of all amounts by amount and date alone', () => {
  const rent = paid(MONTHS, () => 711.3, 'rent');
  const cash = paid(
    ['2025-09-03', '2025-10-19', '2025-11-08', '2025-12-29', '2026-01-17'],
    (n) => 100 + n * 70,
    'cash',
  );
  const [series, ...others] = seriesOf('', [...rent, ...cash]);
  expect(others).toEqual([]);
  expect(series!.transactionIds.every((id) => id.startsWith('rent'))).toBe(true);
  expect(series!.transactionCount).toBe(6);
});

test('shopping at one place at any time for any amount is no series', () => {
  const days = [1, 2, 6, 9, 17, 18, 23, 30, 31, 39, 45, 46, 58, 63, 64, 77, 81, 90];
  const shopping = days.map((day, n) => ({ transactionId: `s-${n}`, day: 20_000 + day, size: 8 + ((n * 37) % 71) }));
  expect(seriesOf('GROCER', shopping)).toEqual([]);
});

test('a series is early, then mature, and has ended once it is overdue by more than its tolerance', () => {
  const statusOn = (dates: readonly string[], today: string) =>
    viewSeries(
      seriesOf(
        'STREAMFLIX',
        paid(dates, () => 9.99),
      ),
      today,
    ).map(({ status }) => status);
  expect(statusOn(MONTHS.slice(4), '2026-02-11')).toEqual(['EARLY_DETECTION']);
  expect(statusOn(MONTHS, '2026-03-12')).toEqual(['MATURE']);
  expect(statusOn(MONTHS, '2026-03-25')).toEqual(['TOMBSTONED']);
  expect(statusOn(['2024-06-20', '2025-06-20'], '2026-01-01')).toEqual(['MATURE']);
});

test('a price that rose is found with what it costs in a year', () => {
  const payments = paid(MONTHS, (index) => (index < 4 ? 9.99 : 12.99));
  expect(seriesOf('STREAMFLIX', payments)).toHaveLength(1);
  expect(findingsOf(payments, '2026-02-20')).toEqual([{ kind: 'PRICE_RISE', yearlyCost: '36' }]);
  expect(
    findingsOf(
      paid(MONTHS, (index) => (index < 4 ? 12.99 : 9.99)),
      '2026-02-20',
    ),
  ).toEqual([]);
  expect(findingsOf(payments, '2026-06-01')).toEqual([]);
});

test('a rise and a trial are news for a year, then simply the price', () => {
  const many = Array.from({ length: 16 }, (_, month) => new Date(Date.UTC(2025, month, 10)).toISOString().slice(0, 10));
  const seen = (changedAt: number, first = 9.99) =>
    findingsOf(
      paid(many, (index) => (index === 0 ? first : index < changedAt ? 9.99 : 12.99)),
      '2026-04-20',
    ).map(({ kind }) => kind);
  expect(seen(4)).toEqual(['PRICE_RISE']);
  expect(seen(2)).toEqual([]);
  expect(seen(16, 0)).toEqual([]);
});

test('sums that somebody draws each month as they please are no series where nobody is named', () => {
  const draw = (sizes: readonly number[]) =>
    seriesOf(
      '',
      paid(MONTHS, (index) => sizes[index]!),
    );
  expect(draw([21_300, 22_400, 22_900, 21_700, 22_100, 21_500])).toEqual([]);
  expect(draw([21_312.4, 22_431, 22_913.2, 21_724, 22_107, 21_543])).toHaveLength(1);
  expect(draw([22_000, 22_000, 22_000, 22_000, 22_000, 22_000])).toHaveLength(1);
});

test('a free trial that became paid is found', () => {
  const payments = paid(MONTHS, (index) => (index === 0 ? 0 : 5));
  expect(findingsOf(payments, '2026-02-20')).toEqual([{ kind: 'TRIAL_BECAME_PAID', yearlyCost: '60' }]);
});

test('the same payee paid twice for the like is found once, also from two accounts', () => {
  const one = recurringSeriesOf(
    group('STREAMFLIX'),
    paid(MONTHS, () => 10, 'one'),
  );
  const other = recurringSeriesOf(
    group('STREAMFLIX', { accountId: 'acct-2' }),
    paid(MONTHS.slice(1), () => 11, 'two'),
  );
  const kinds = (series: typeof one) => viewSeries(series, '2026-02-20').flatMap(({ findings }) => findings);
  expect(kinds([...one, ...other])).toEqual([{ kind: 'DUPLICATE_SUBSCRIPTION', yearlyCost: '132', currency: 'EUR' }]);
  expect(kinds(one)).toEqual([]);
});

test.each([
  ['CARD PAYMENT Streamflix 4471 REF 99A1 12.03.2026', 'STREAMFLIX'],
  ["McDonald's 0231, Berlin", "MCDONALD'S BERLIN"],
  ['SEPA Lastschrift Stadtwerke München Januar 2026', 'STADTWERKE MÜNCHEN'],
  ['TRANSFER 9912', ''],
])('the payee of "%s" is "%s"', (narration, payee) => expect(payeeOf(narration)).toBe(payee));

test('the order in which payments come changes nothing', () => {
  const payments = fc.uniqueArray(
    fc.record({
      transactionId: fc.integer({ min: 0, max: 99 }).map((n) => `tx-${n}`),
      day: fc.integer({ min: 20_000, max: 20_200 }),
      size: fc.constantFrom(9.99, 12.99, 50, 52, 55, 100),
    }),
    { selector: ({ transactionId }) => transactionId, maxLength: 40 },
  );
  const withOrder = payments.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(withOrder, fc.constantFrom('', 'STREAMFLIX'), ([some, shuffled], payee) => {
      expect(seriesOf(payee, shuffled)).toEqual(seriesOf(payee, some));
    }),
    fcOptions(),
  );
});

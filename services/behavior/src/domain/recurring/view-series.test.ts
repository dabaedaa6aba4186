import { series } from '../../../test/signal-case.ts';
import type { RecurringSeries } from './recurring-series.ts';
import { viewSeries } from './view-series.ts';

const TODAY = '2026-03-02';
const plain = (more: Partial<RecurringSeries> = {}): RecurringSeries => {
  const { status: _status, findings: _findings, ...own } = series('STREAMFLIX', '-10', more);
  return own;
};
const findingsOf = (...all: RecurringSeries[]) => viewSeries(all, TODAY).flatMap(({ findings }) => findings);

test.each([
  ['WEEKLY', 3, 52],
  ['BIWEEKLY', 3, 26],
  ['SEMI_MONTHLY', 3, 24],
  ['MONTHLY', 3, 12],
  ['QUARTERLY', 3, 4],
  ['ANNUALLY', 2, 1],
] as const)(
  'a %s series is mature from its payment number %d on and comes %d times a year',
  (frequency, from, perYear) => {
    const status = (transactionCount: number) => viewSeries([plain({ frequency, transactionCount })], TODAY)[0]!.status;
    expect([status(from - 1), status(from)]).toEqual(['EARLY_DETECTION', 'MATURE']);
    const [finding] = findingsOf(plain({ frequency, trialAmount: '-1' }));
    expect(finding).toEqual({ kind: 'TRIAL_BECAME_PAID', yearlyCost: String(9 * perYear), currency: 'EUR' });
  },
);

test('a series has ended the day after its grace is over', () => {
  const status = (nextOn: string) => viewSeries([plain({ nextOn, graceDays: 6 })], TODAY)[0]!.status;
  expect([status('2026-02-24'), status('2026-02-23')]).toEqual(['MATURE', 'TOMBSTONED']);
});

test('a rise is one of more than a hundredth, and of what is paid, not of what comes in', () => {
  const kinds = (more: Partial<RecurringSeries>) => findingsOf(plain({ earlierAmount: '-10', ...more })).length;
  expect([kinds({ lastAmount: '-10.1' }), kinds({ lastAmount: '-10.11' })]).toEqual([0, 1]);
  expect(kinds({ lastAmount: '-11', direction: 'IN' })).toBe(0);
  expect(kinds({ lastAmount: '-11', nextOn: '2026-01-01' })).toBe(0);
});

const first = plain({ seriesId: 'rec_a', firstOn: '2025-01-01' });
test.each<[string, Partial<RecurringSeries>, number]>([
  ['the same at another account', { accountId: 'acct-2' }, 1],
  ['a price within a fifth of it', { lastAmount: '-12' }, 1],
  ['a price a fifth below it', { lastAmount: '-8.34' }, 1],
  ['a price further above it', { lastAmount: '-12.01' }, 0],
  ['a price further below it', { lastAmount: '-8.33' }, 0],
  ['another payee', { payee: 'FLIX' }, 0],
  ['another currency', { currency: 'USD' }, 0],
  ['another rhythm', { frequency: 'ANNUALLY' }, 0],
  ['money that comes in', { direction: 'IN', lastAmount: '10' }, 0],
  ['one that has ended', { nextOn: '2025-12-01' }, 0],
])('beside a series, %s: paid twice or not', (_, more, count) => {
  const found = findingsOf(first, plain({ seriesId: 'rec_b', firstOn: '2025-02-01', ...more }));
  expect(found.map(({ kind }) => kind)).toEqual(Array.from({ length: count }, () => 'DUPLICATE_SUBSCRIPTION'));
});

test('of two series the younger one is the second, of equals the second by id; of one without a payee none is', () => {
  const second = (...all: RecurringSeries[]) =>
    viewSeries(all, TODAY).flatMap(({ findings, seriesId }) => (findings.length > 0 ? [seriesId] : []));
  const other = (firstOn: string) => plain({ seriesId: 'rec_b', firstOn });
  expect(second(first, other('2025-01-02'))).toEqual(['rec_b']);
  expect(second(first, other('2024-12-31'))).toEqual(['rec_a']);
  expect(second(other('2025-01-01'), first)).toEqual(['rec_b']);
  expect(second({ ...first, direction: 'IN' }, other('2025-02-01'))).toEqual([]);
  expect(second({ ...first, payee: '' }, { ...other('2025-02-01'), payee: '' })).toEqual([]);
  expect(second(first, { ...first, accountId: 'acct-2', firstOn: '2025-02-01' })).toEqual([]);
});

test('what comes soonest stands first, of one day the first by id, and what has ended last', () => {
  const on = (seriesId: string, nextOn: string) => plain({ seriesId, nextOn, payee: seriesId });
  const all = [on('d', '2025-10-01'), on('c', '2026-03-20'), on('b', '2026-03-20'), on('a', '2026-03-21')];
  for (const some of [all, all.toReversed()]) {
    expect(viewSeries(some, TODAY).map(({ seriesId }) => seriesId)).toEqual(['b', 'c', 'a', 'd']);
  }
});

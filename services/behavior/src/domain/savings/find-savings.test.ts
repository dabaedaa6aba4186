import type { SeenSeries } from '../recurring/view-series.ts';
import { findSavings } from './find-savings.ts';

const series = (of: Partial<SeenSeries>): SeenSeries => ({
  customerId: 'cus_a',
  accountId: 'main',
  currency: 'EUR',
  direction: 'OUT',
  payee: 'FLIX',
  seriesId: 'rec_a',
  frequency: 'MONTHLY',
  transactionCount: 20,
  firstOn: '2024-06-01',
  lastOn: '2026-02-01',
  nextOn: '2026-03-01',
  graceDays: 4,
  averageAmount: '-9.99',
  lastAmount: '-9.99',
  earlierAmount: null,
  trialAmount: null,
  transactionIds: [],
  status: 'MATURE',
  findings: [],
  ...of,
});
const tv = () => 'ENTERTAINMENT_TV_AND_MOVIES' as const;

test('a subscription that runs untouched for a year is asked about, with what it costs in a year', () => {
  expect(findSavings([series({})], tv)).toEqual([
    { kind: 'FORGOTTEN_SUBSCRIPTION', seriesId: 'rec_a', payee: 'FLIX', yearlySaving: '119.88', currency: 'EUR' },
  ]);
});

test('a need, a young series, an ended one and one whose payee nobody knows are not asked about', () => {
  expect(findSavings([series({})], () => 'RENT_AND_UTILITIES_RENT')).toEqual([]);
  expect(findSavings([series({ firstOn: '2025-06-01' })], tv)).toEqual([]);
  expect(findSavings([series({ status: 'TOMBSTONED' })], tv)).toEqual([]);
  expect(findSavings([series({})], () => null)).toEqual([]);
});

test('of one series only the dearest finding is told, and the dearest series first', () => {
  const rise = { kind: 'PRICE_RISE' as const, yearlyCost: '24', currency: 'EUR' };
  const twice = { kind: 'DUPLICATE_SUBSCRIPTION' as const, yearlyCost: '240', currency: 'EUR' };
  const found = findSavings(
    [series({ seriesId: 'rec_a', findings: [rise] }), series({ seriesId: 'rec_b', findings: [rise, twice] })],
    () => null,
  );
  expect(found.map(({ seriesId, kind, yearlySaving }) => [seriesId, kind, yearlySaving])).toEqual([
    ['rec_b', 'DUPLICATE_SUBSCRIPTION', '240'],
    ['rec_a', 'PRICE_RISE', '24'],
  ]);
});

test('a year to the day is a year, money that comes in is no subscription, and any of these may be forgotten', () => {
  expect(findSavings([series({ firstOn: '2025-02-01' })], tv)).toHaveLength(1);
  expect(findSavings([series({ firstOn: '2025-02-02' })], tv)).toEqual([]);
  expect(findSavings([series({ direction: 'IN' })], tv)).toEqual([]);
  expect(findSavings([series({ status: 'EARLY_DETECTION' })], tv)).toEqual([]);
  const weekly = findSavings(
    [series({ frequency: 'WEEKLY', lastAmount: '-3' })],
    () => 'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS',
  );
  expect(weekly.map(({ yearlySaving }) => yearlySaving)).toEqual(['156']);
});

test('a finding outweighs the question that would save as much, a dearer question outweighs it', () => {
  const found = (yearlyCost: string) =>
    findSavings([series({ findings: [{ kind: 'PRICE_RISE', yearlyCost, currency: 'EUR' }] })], tv).map(
      ({ kind }) => kind,
    );
  expect(found('119.88')).toEqual(['PRICE_RISE']);
  expect(found('119.87')).toEqual(['FORGOTTEN_SUBSCRIPTION']);
});

test('series that would save the same come in one order', () => {
  const two = [series({ seriesId: 'rec_a' }), series({ seriesId: 'rec_b' })];
  for (const all of [two, two.toReversed()]) {
    expect(findSavings(all, tv).map(({ seriesId }) => seriesId)).toEqual(['rec_a', 'rec_b']);
  }
});

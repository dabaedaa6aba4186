import { customerDaysOf } from '../features/customer-days.ts';
import { bucketOf } from '../features/day-bucket.ts';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { learntModelOf } from '../models/learnt-model.ts';
import type { ModelFile } from '../models/model-file.ts';
import { financialStress } from './financial-stress.ts';
import { stressInputsOf } from './stress-inputs.ts';

const fact = (day: string, amount: string, balanceAfter: string): LedgerFact => ({
  customerId: 'c',
  bookedAt: new Date(`${day}T12:00:00Z`),
  accountId: 'a',
  transactionId: `${day} ${amount}`,
  kind: 'POSTED',
  amount,
  currency: 'EUR',
  narration: '',
  mcc: null,
  balanceAfter,
  reason: null,
  version: 1,
  receivedAt: new Date(`${day}T12:00:00Z`),
  enrichment: null,
});
const daysOf = (facts: readonly LedgerFact[], today: string) =>
  customerDaysOf(
    facts.map((of) => ({ day: of.bookedAt.toISOString().slice(0, 10), bucket: bucketOf([of]) })),
    [],
    today,
  );
const DAYS = daysOf([fact('2026-03-01', '1000', '1000'), fact('2026-03-21', '-900', '100')], '2026-03-30');

test('a month of 1,000 in and 900 out: the floor, the mean over days, and what is left of the money in', () => {
  expect(stressInputsOf(DAYS)).toMatchObject({
    balance_lowest_30d: 100,
    balance_mean_30d: (20 * 1_000 + 10 * 100) / 30,
    negative_days_30d: 0,
    largest_inflow_share_30d: 1,
    bookings_monthly_30d: 2,
    surplus_rate_30d: 100 / 1_001,
  });
});

/** A hundred on 2 March; thirty of it spent on the 11th, ninety on the 21st; twenty in on the 24th; it is the 31st. */
const MONTH = daysOf(
  [
    fact('2026-03-02', '100', '100'),
    fact('2026-03-11', '-30', '70'),
    fact('2026-03-21', '-90', '-20'),
    fact('2026-03-24', '20', '0'),
  ],
  '2026-03-31',
);

test('what a learnt model is told of a month, number by number', () => {
  // Nine days of 100, ten of 70, three of -20, eight of nothing.
  const mean = (9 * 100 + 10 * 70 - 3 * 20) / 30;
  const off = (balance: number) => (balance - mean) ** 2;
  const spread = Math.sqrt((9 * off(100) + 10 * off(70) + 3 * off(-20) + 8 * off(0)) / 30);
  const told = Object.entries({
    log_inflow: Math.log(121),
    surplus_rate: 0,
    balance_lowest: -20,
    balance_lowest_to_inflow: -20 / 121,
    balance_low_tenth: 0,
    balance_low_tenth_to_inflow: 0,
    balance_mean: mean,
    balance_mean_to_inflow: mean / 121,
    balance_spread_to_inflow: spread / 121,
    log_balance_spread: Math.log(spread + 1),
    log_balance_range: Math.log(121),
    negative_days: 3,
    log_largest_inflow: Math.log(101),
    log_largest_outflow: Math.log(91),
    largest_inflow_share: 100 / 120,
    inflow_variation: 40 / 60,
    bookings_monthly: 4,
  }).map(([name, value]) => [`${name}_30d`, expect.closeTo(value, 9)]);
  const inputs = Object.entries(stressInputsOf(MONTH)).filter(([name]) => name.endsWith('_30d'));
  expect(Object.fromEntries(inputs)).toEqual(Object.fromEntries(told));
});

test('a window sees the money of its days alone, and the balance they began with', () => {
  const later = daysOf(
    [fact('2025-12-31', '400', '400'), fact('2026-01-02', '-100', '300'), fact('2026-03-30', '-60', '240')],
    '2026-03-31',
  );
  expect(stressInputsOf(later)).toMatchObject({
    balance_lowest_30d: 240,
    balance_mean_30d: (28 * 300 + 2 * 240) / 30,
    negative_days_30d: 0,
    bookings_monthly_30d: 1,
    bookings_monthly_90d: 2 / 3,
    balance_mean_90d: (87 * 300 + 400 + 2 * 240) / 90,
    largest_inflow_share_90d: NaN,
    inflow_variation_180d: NaN,
    // Seen for 91 days.
    bookings_monthly_180d: 3 / (91 / 30),
  });
  // Of less than a week no month is told.
  const young = daysOf([fact('2026-03-30', '70', '70')], '2026-03-31');
  expect(stressInputsOf(young)).toMatchObject({ bookings_monthly_30d: 30 / 7, log_inflow_30d: Math.log(301) });
});

test('of nobody anything was booked of nothing is told', () => {
  expect(stressInputsOf(daysOf([], '2026-03-30'))).toEqual({});
});

/** A model of one number: whatever it is asked, the same probability. */
const always = (probability: number) => {
  const offset = Math.log(probability / (1 - probability));
  const file = {
    kind: 'FINANCIAL_STRESS',
    inputs: [],
    members: [{ form: 'TREES', base: 0, trees: [] }],
    calibration: { method: 'PLATT', slope: 1, offset },
  } as unknown as ModelFile;
  return new Map([['FINANCIAL_STRESS', learntModelOf(file, 'learnt-1')]]);
};
const assess = (features: { name: string; value: string }[], probability: number) =>
  financialStress.assess({
    days: DAYS,
    features: features.map((of) => ({ ...of, unit: 'days' })),
    recent: [],
    series: [],
    models: always(probability),
    now: new Date('2026-03-30T12:00:00Z'),
  });

test("a learnt model may see stress that rules do not, but never lowers the rules' HIGH", () => {
  expect(assess([], 0.6)).toMatchObject({ score: 0.6, modelVersion: 'learnt-1' });
  const gone = [
    { name: 'buffer_days', value: '0' },
    { name: 'balance_latest', value: '-300' },
    { name: 'returned_payments_30d', value: '1' },
  ];
  expect(assess(gone, 0.1).score).toBeGreaterThan(0.75);
  expect(assess(gone, 0.1).modelVersion).toBeUndefined();
});

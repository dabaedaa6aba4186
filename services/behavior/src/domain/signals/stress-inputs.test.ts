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

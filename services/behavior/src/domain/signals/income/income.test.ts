import { assessed, booked, caseOf, dayOn, series } from '../../../../test/signal-case.ts';
import { levelOf } from '../hysteresis.ts';

const level = (kind: string, of: Parameters<typeof caseOf>[0]) => levelOf(assessed(kind, caseOf(of)).score, 'NONE');
const ENDED = series('LOHN NORDLICHT', '2400', { nextOn: '2026-01-28', status: 'TOMBSTONED' });
const RUNNING = series('LOHN NORDLICHT', '2400');

test('pay that has not come for weeks is a change of income and perhaps a lost job; benefits make it sure', () => {
  const gone = { features: { income_drop_30d: 0.95 }, series: [ENDED] };
  expect(level('INCOME_CHANGE', gone)).toBe('HIGH');
  expect(level('JOB_LOSS', gone)).toBe('MEDIUM');
  expect(level('JOB_LOSS', { ...gone, recent: [booked(2, '1100', 'AGENTUR FUER ARBEIT ARBEITSLOSENGELD')] })).toBe(
    'HIGH',
  );
});

test('pay that is two days late is nothing, nor is a second income that ended', () => {
  expect(level('JOB_LOSS', { series: [{ ...RUNNING, nextOn: '2026-02-28' }] })).toBe('NONE');
  expect(level('JOB_LOSS', { series: [RUNNING, ENDED] })).toBe('NONE');
});

test('weekly income that stops is a change, in the weeks before it was none', () => {
  const paidWeekly = (until: number) =>
    Array.from({ length: 119 }, (_, n) => dayOn(118 - n)).map((day, n) =>
      n % 7 === 3 && 118 - n >= until ? { ...day, inflow: String(480 + ((n * 7) % 40)) } : day,
    );
  expect(level('INCOME_CHANGE', { days: paidWeekly(0) })).toBe('NONE');
  expect(level('INCOME_CHANGE', { days: paidWeekly(35) })).toBe('HIGH');
});

test('regular pay is dependable, irregular invoices are not', () => {
  const regular = { features: { income_regularity_180d: 0.97, income_drop_30d: 0 }, series: [RUNNING] };
  expect(level('INCOME_STABILITY', regular)).toBe('HIGH');
  expect(level('INCOME_STABILITY', { features: { income_regularity_180d: 0.3, income_drop_30d: 0.4 } })).toBe('NONE');
});

test('the evidence of pay names its transactions', () => {
  const { transactionIds } = assessed(
    'INCOME_STABILITY',
    caseOf({
      series: [{ ...RUNNING, transactionIds: ['LOHN-3'] }],
      recent: [booked(3, '2400', 'LOHN'), booked(2, '-5', 'SHOP')],
    }),
  );
  expect(transactionIds).toEqual(['LOHN-3']);
});

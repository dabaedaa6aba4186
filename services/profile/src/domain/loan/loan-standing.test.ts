import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { isAlreadyPaid, standingOn } from './loan-standing.ts';
import type { SettledInstalment, SettledLoan } from './settle-loan.ts';

const instalment = (dueOn: string, amount: string, paid: string): SettledInstalment => ({
  dueOn,
  amount,
  paid,
  currency: 'EUR',
  isPaid: Number(paid) === Number(amount),
  paidAt: null,
});
const SCHEDULE = [
  instalment('2026-01-15', '100.00', '100'),
  instalment('2026-02-15', '100.00', '40'),
  instalment('2026-03-15', '100.00', '0'),
  instalment('2026-04-15', '100.00', '0'),
];
const loanOf = (schedule: readonly SettledInstalment[]): SettledLoan => ({
  loanId: 'loan-1',
  accountId: null,
  currency: 'EUR',
  principal: null,
  openedAt: null,
  instalment: null,
  instalmentCount: null,
  schedule,
  outstanding: null,
  lastPayment: null,
});
const on = (today: string, schedule: readonly SettledInstalment[] = SCHEDULE) => standingOn(loanOf(schedule), today);

test.each([
  ['2026-02-10', ['PAID', 'PARTLY_PAID', 'UPCOMING', 'UPCOMING']],
  ['2026-02-15', ['PAID', 'PARTLY_PAID', 'UPCOMING', 'UPCOMING']],
  ['2026-02-16', ['PAID', 'OVERDUE', 'UPCOMING', 'UPCOMING']],
  ['2026-03-15', ['PAID', 'OVERDUE', 'DUE', 'UPCOMING']],
  ['2026-04-16', ['PAID', 'OVERDUE', 'OVERDUE', 'OVERDUE']],
])('on %s the instalments stand at %j', (today, statuses) => {
  expect(on(today).schedule.map(({ status }) => status)).toEqual(statuses);
});

test('what is overdue is summed, and counted from the oldest of it', () => {
  expect(on('2026-02-15').arrears).toBeNull();
  expect(on('2026-02-16').arrears).toEqual({ amount: '60', currency: 'EUR', days: 1 });
  expect(on('2026-03-16').arrears).toEqual({ amount: '160', currency: 'EUR', days: 29 });
});

test('the next that is due is the first of today or later that is not wholly paid', () => {
  expect(on('2026-02-15').nextDue?.dueOn).toBe('2026-02-15');
  expect(on('2026-02-16').nextDue?.dueOn).toBe('2026-03-15');
  expect(on('2026-05-01').nextDue).toBeNull();
});

test('who has paid is not to be reminded', () => {
  expect(isAlreadyPaid(SCHEDULE, '2026-01-10')).toBe(true);
  expect(isAlreadyPaid(SCHEDULE, '2026-01-16')).toBe(false);
  expect(isAlreadyPaid(SCHEDULE, '2026-01-16', '2026-01-15')).toBe(true);
  expect(isAlreadyPaid(SCHEDULE, '2026-01-16', '2026-01-17')).toBeNull();
  // After the last day the last of all is spoken of.
  expect(isAlreadyPaid(SCHEDULE, '2026-06-01')).toBe(false);
  expect(isAlreadyPaid([], '2026-01-10')).toBeNull();
});

test('with time alone nothing is paid and nothing is forgiven', () => {
  const days = fc
    .integer({ min: 0, max: 150 })
    .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, days, (one, other) => {
      const [earlier, later] = [one, other].sort().map((today) => on(today)) as [
        ReturnType<typeof on>,
        ReturnType<typeof on>,
      ];
      const paid = ({ schedule }: ReturnType<typeof on>) => schedule.map(({ status }) => status === 'PAID');
      expect(paid(later)).toEqual(paid(earlier));
      expect(Number(later.arrears?.amount ?? 0)).toBeGreaterThanOrEqual(Number(earlier.arrears?.amount ?? 0));
      expect(later.arrears?.days ?? 0).toBeGreaterThanOrEqual(earlier.arrears?.days ?? 0);
    }),
    fcOptions(),
  );
});

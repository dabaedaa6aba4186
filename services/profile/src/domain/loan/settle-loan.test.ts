import { fcOptions } from '@rapport/testkit';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { Instalment, Loan, LoanFacts, LoanPayment, LoanSchedule, PaymentReversal } from './loan.ts';
import { obligationsOf } from './obligations.ts';
import { settleLoan, viewPayments } from './settle-loan.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const base = { customerId: 'cus_1', loanId: 'loan-1', currency: 'EUR' };
const nothing: LoanFacts = {
  loanId: 'loan-1',
  loans: [],
  schedules: [],
  instalments: [],
  payments: [],
  reversals: [],
};
const due = (dueOn: string, amount: string, stated = 1): Instalment => ({
  ...base,
  dueOn,
  amount,
  statedAt: day(stated),
});
const paid = (paymentId: string, amount: string, received: number): LoanPayment => ({
  ...base,
  paymentId,
  amount,
  receivedAt: day(received),
  statedAt: day(received),
});
const reversed = (paymentId: string, at = 40): PaymentReversal => ({
  customerId: 'cus_1',
  loanId: 'loan-1',
  paymentId,
  reversedAt: day(at),
  reason: 'INSUFFICIENT_FUNDS',
  statedAt: day(at),
});
const QUARTER = [due('2026-01-15', '100.00'), due('2026-02-15', '100.00'), due('2026-03-15', '100.00')];
const loan: Loan = {
  ...base,
  accountId: 'acct-1',
  principal: '280',
  openedAt: day(1),
  instalment: '100.00',
  instalmentCount: 3,
  statedAt: day(1),
};

const settled = (facts: Partial<LoanFacts>) => settleLoan({ ...nothing, ...facts })!;
const partsOf = (facts: Partial<LoanFacts>) => settled(facts).schedule.map((one) => one.paid);

test('what is paid goes to the oldest instalment first', () => {
  const { schedule } = settled({ instalments: QUARTER.toReversed(), payments: [paid('p1', '150.00', 10)] });
  expect(schedule.map(({ dueOn, paid: part, paidAt }) => [dueOn, part, paidAt])).toEqual([
    ['2026-01-15', '100', day(10)],
    ['2026-02-15', '50', null],
    ['2026-03-15', '0', null],
  ]);
});

test('an instalment is paid when the payment came that completed it', () => {
  const payments = [paid('p1', '60.00', 10), paid('p2', '40.00', 12), paid('p3', '200', 20)];
  expect(settled({ instalments: QUARTER, payments }).schedule.map(({ paidAt }) => paidAt)).toEqual([
    day(12),
    day(20),
    day(20),
  ]);
});

test('a payment that was reversed counts no more, whether its reversal was known before it or after', () => {
  const payments = [paid('p1', '100.00', 10), paid('p2', '100.00', 12)];
  expect(partsOf({ instalments: QUARTER, payments, reversals: [reversed('p1')] })).toEqual(['100', '0', '0']);
  expect(partsOf({ instalments: QUARTER, payments, reversals: [reversed('p1', 1)] })).toEqual(['100', '0', '0']);
  expect(partsOf({ instalments: QUARTER, payments, reversals: [reversed('unknown')] })).toEqual(['100', '100', '0']);
  expect(settled({ loans: [loan], payments, reversals: [reversed('p2')] }).lastPayment?.paymentId).toBe('p1');
});

test('a whole schedule replaces every instalment stated before it, and is corrected by what is stated after it', () => {
  const schedules: LoanSchedule[] = [{ ...base, statedAt: day(5) }];
  const anew = [due('2026-02-15', '60.00', 5), due('2026-04-15', '60.00', 5)];
  const corrected = due('2026-05-15', '30.00', 6);
  const { schedule, outstanding } = settled({ schedules, instalments: [...QUARTER, ...anew, corrected] });
  expect(schedule.map(({ dueOn, amount }) => `${dueOn} ${amount}`)).toEqual([
    '2026-02-15 60.00',
    '2026-04-15 60.00',
    '2026-05-15 30.00',
  ]);
  expect(outstanding).toBe('150');
});

test('what remains is known where the whole schedule or the terms are, and not of single instalments', () => {
  const payments = [paid('p1', '120.50', 10)];
  expect(settled({ instalments: QUARTER.slice(0, 1), payments }).outstanding).toBeNull();
  expect(settled({ loans: [loan], instalments: QUARTER.slice(0, 1), payments }).outstanding).toBe('179.5');
  expect(settled({ loans: [loan], instalments: QUARTER, payments }).outstanding).toBe('179.5');
  expect(settled({ loans: [loan], payments: [paid('p1', '1000', 10)] }).outstanding).toBe('0');
});

test('what is said in another currency than the loan’s is left aside', () => {
  const foreign = { ...paid('p1', '100.00', 10), currency: 'USD' };
  const { schedule, lastPayment } = settled({ loans: [loan], instalments: QUARTER, payments: [foreign] });
  expect(schedule.map((one) => one.paid)).toEqual(['0', '0', '0']);
  expect(lastPayment).toBeNull();
});

test('of what both ids of a merged customer know, each thing counts once, as it was stated last', () => {
  const other = { ...paid('p1', '70.00', 11), customerId: 'cus_2' };
  const payments = [paid('p1', '100.00', 10), other];
  expect(partsOf({ instalments: QUARTER, payments })).toEqual(['70', '0', '0']);
  expect(viewPayments({ payments, reversals: [] })).toHaveLength(1);
});

test('nothing is known of a loan of which only payments are', () => {
  expect(settleLoan({ ...nothing, payments: [paid('p1', '100.00', 10)] })).toBeNull();
});

const amounts = fc.integer({ min: 0, max: 50_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2));
const world = fc.record({
  instalments: fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 28 }), amounts), { selector: ([on]) => on, maxLength: 8 })
    .map((all) => all.map(([on, amount]) => due(`2026-02-${String(on).padStart(2, '0')}`, amount))),
  payments: fc
    .array(fc.tuple(amounts, fc.integer({ min: 1, max: 60 })), { maxLength: 8 })
    .map((all) => all.map(([amount, on], index) => paid(`p${index}`, amount, on))),
  reversals: fc.subarray(['p0', 'p1', 'p2', 'p3']).map((ids) => ids.map((id) => reversed(id))),
});
const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
const sum = (values: readonly string[]) => values.reduce((total, value) => total.plus(value), new Decimal(0));

test('the order in which loan, schedule, payments and reversals arrive changes nothing', () => {
  const arrivals = world.chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.record({
        instalments: shuffled(facts.instalments),
        payments: shuffled(facts.payments),
        reversals: shuffled(facts.reversals),
      }),
    ),
  );
  fc.assert(
    fc.property(arrivals, ([facts, reordered]) => {
      expect(settled({ ...reordered, loans: [loan] })).toEqual(settled({ ...facts, loans: [loan] }));
    }),
    fcOptions(),
  );
});

test('no more is paid than came and stands, nor than is due, and what is paid is the oldest', () => {
  fc.assert(
    fc.property(world, (facts) => {
      const { schedule } = settled({ ...facts, loans: [loan] });
      const came = sum(viewPayments(facts).flatMap(({ amount, reversedAt }) => (reversedAt ? [] : [amount])));
      const owed = sum(schedule.map(({ amount }) => amount));
      const part = sum(schedule.map((one) => one.paid));
      expect(part.toFixed()).toBe(Decimal.min(came, owed).toFixed());
      for (const [index, one] of schedule.entries()) {
        expect(new Decimal(one.paid).lte(one.amount)).toBe(true);
        if (!one.isPaid) expect(sum(schedule.slice(index + 1).map((later) => later.paid)).toFixed()).toBe('0');
      }
    }),
    fcOptions(),
  );
});

test('a reversal takes back exactly what the payment had brought', () => {
  fc.assert(
    fc.property(world, amounts, (facts, amount) => {
      const extra = paid('extra', amount, 30);
      const taken = settled({
        ...facts,
        loans: [loan],
        payments: [...facts.payments, extra],
        reversals: [...facts.reversals, reversed('extra')],
      });
      expect(taken).toEqual(settled({ ...facts, loans: [loan] }));
    }),
    fcOptions(),
  );
});

test('the others are told through which day all is paid, and the oldest of what is open', () => {
  const told = (payments: LoanPayment[]) =>
    obligationsOf([settled({ loans: [loan], instalments: QUARTER, payments })]).data.loans[0]!;
  expect(told([])).toMatchObject({ paidThrough: null, lastPayment: null, outstanding: '300' });
  const after = told([paid('p1', '130.00', 10)]);
  expect(after).toMatchObject({ paidThrough: '2026-01-15', outstanding: '170', lastPayment: { paymentId: 'p1' } });
  expect(after.open).toEqual([
    { dueOn: '2026-02-15', amount: '100.00', paid: '30' },
    { dueOn: '2026-03-15', amount: '100.00', paid: '0' },
  ]);
  expect(told([paid('p1', '300', 10)])).toMatchObject({ paidThrough: '2026-03-15', open: [] });
});

import { normalisePhone, TRACK_SCHEMAS } from '@rapport/contracts';
import { BATCH_BYTES_MAX, BATCH_CALLS_MAX, batchesOf } from '../src/demo/batches-of.ts';
import { callsOf } from '../src/demo/calls-of.ts';
import { DEMO_KINDS, type DemoCustomer } from '../src/demo/demo-customer.ts';
import { DEMO_CUSTOMERS, generateDemoCustomers } from '../src/demo/demo-customers.ts';
import { generateCustomer } from '../src/demo/generate-customer.ts';
import type { SegmentCall } from '../src/demo/segment-call.ts';
import { storyOf } from '../src/demo/story-of.ts';

const TODAY = '2026-03-02';
const NOW = new Date('2026-03-02T11:00:00.000Z');
/** Days on which the calendar is at its worst: after a leap day, a year's end, around payday. */
const DAYS = [TODAY, '2026-01-01', '2028-03-01', '2025-12-27', '2026-07-31', '2026-11-28', '2026-03-26'];

const everyDay = (check: (customers: DemoCustomer[], today: string) => void): void => {
  for (const today of DAYS) check(generateDemoCustomers(today), today);
};
const of = (customer: DemoCustomer, accountId: string) =>
  customer.transactions.filter((transaction) => transaction.accountId === accountId);
const isValid = ({ type, event, properties }: SegmentCall): boolean =>
  type === 'identify' || (TRACK_SCHEMAS.get(event ?? '')?.properties.safeParse(properties).success ?? false);
const cents = (text: unknown): number => Math.round(Number(text) * 100);

test('there is one customer of each kind', () => {
  expect(DEMO_CUSTOMERS.map(({ kind }) => kind)).toEqual([...DEMO_KINDS]);
});

test('the same seed and day give the same bytes, another seed another life', () => {
  const bytes = (seed: number) => JSON.stringify(generateCustomer('retiree', { seed, today: TODAY }));
  expect(bytes(1)).toBe(bytes(1));
  expect(bytes(1)).not.toBe(bytes(2));
  expect(JSON.stringify(batchesOf(generateDemoCustomers(TODAY)))).toBe(
    JSON.stringify(batchesOf(generateDemoCustomers(TODAY))),
  );
  expect(() => generateCustomer('retiree', { seed: 1, today: '2026-02-30' })).toThrow(RangeError);
});

test('every balance is the one before and the amount, to the cent, and none is below zero', () => {
  everyDay((customers) => {
    for (const customer of customers) {
      for (const { accountId, openingCents, balanceCents } of customer.accounts) {
        let balance = openingCents;
        for (const { amountCents, balanceAfterCents } of of(customer, accountId)) {
          expect(Number.isInteger(amountCents) && amountCents !== 0).toBe(true);
          balance += amountCents;
          expect(balanceAfterCents).toBe(balance);
          expect(balance).toBeGreaterThan(0);
        }
        expect(balanceCents).toBe(balance);
      }
    }
  });
});

test('each has 300 to 700 transactions, within the year and never in the future, under ids of their own', () => {
  everyDay((customers, today) => {
    const [first, end] = [new Date(Date.parse(today) - 365 * 86_400_000).toISOString(), new Date(today).toISOString()];
    for (const { transactions } of customers) {
      expect(transactions.length).toBeGreaterThanOrEqual(300);
      expect(transactions.length).toBeLessThanOrEqual(700);
      const times = transactions.map(({ bookedAt }) => bookedAt);
      expect(times).toEqual([...times].sort());
      expect(times[0]! >= first && times.at(-1)! < end).toBe(true);
      // The history reaches from one end of the year to the other.
      expect(Date.parse(times[0]!) - Date.parse(first)).toBeLessThan(10 * 86_400_000);
      expect(Date.parse(end) - Date.parse(times.at(-1)!)).toBeLessThan(10 * 86_400_000);
    }
    const ids = customers.flatMap(({ transactions }) => transactions.map(({ transactionId }) => transactionId));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('every call is one that the published schemas accept, under a messageId of its own', () => {
  const calls = generateDemoCustomers(TODAY).flatMap(callsOf);
  expect(calls.filter((call) => !isValid(call))).toEqual([]);
  expect(new Set(calls.map(({ messageId }) => messageId)).size).toBe(calls.length);
  const phones = calls.flatMap(({ traits }) => (traits ? [String(traits['phone'])] : []));
  expect(phones.map(normalisePhone)).toEqual(phones);
  expect(new Set(phones).size).toBe(7);
});

test('the family holds its account jointly, and both are identified before it is opened', () => {
  const [first, second, opened] = callsOf(generateCustomer('salaried-family', { seed: 11, today: TODAY }));
  expect([first!.type, second!.type]).toEqual(['identify', 'identify']);
  expect(opened!.properties).toMatchObject({ holders: [{ userId: second!.userId, role: 'JOINT' }] });
  expect(opened!.userId).toBe(first!.userId);
});

test('batches are small enough, lose nothing, and begin with who people are; then time only goes forward', () => {
  const customers = generateDemoCustomers(TODAY);
  const [introductions, ...history] = batchesOf(customers);
  for (const body of [introductions!, ...history]) {
    expect(body.batch.length).toBeLessThanOrEqual(BATCH_CALLS_MAX);
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(BATCH_BYTES_MAX);
  }
  const names = (calls: readonly SegmentCall[]) => new Set(calls.map(({ type, event }) => event ?? type));
  expect([...names(introductions!.batch)]).toEqual(['identify', 'Account Opened']);
  const later = history.flatMap(({ batch }) => batch);
  expect([...names(later)]).toEqual(['Transaction Posted']);
  const times = later.map(({ timestamp }) => timestamp);
  expect(times).toEqual([...times].sort());
  expect(introductions!.batch.length + later.length).toBe(customers.flatMap(callsOf).length);
});

test('whoever slides into distress earns less than before and has less and less, and nothing was returned yet', () => {
  everyDay((customers, today) => {
    const sliding = customers.find(({ kind }) => kind === 'sliding-into-distress')!;
    const wages = sliding.transactions
      .filter(({ amountCents }) => amountCents > 0)
      .map(({ amountCents }) => amountCents);
    expect(wages.at(-1)).toBeLessThan(wages[0]! * 0.75);
    const lowestBetween = (from: number, until: number) => {
      const day = (ago: number) => new Date(Date.parse(today) - ago * 86_400_000).toISOString();
      const within = sliding.transactions.filter(({ bookedAt }) => bookedAt >= day(from) && bookedAt < day(until));
      return Math.min(...within.map(({ balanceAfterCents }) => balanceAfterCents));
    };
    expect(lowestBetween(31, 0)).toBeLessThan(lowestBetween(62, 31));
    expect(lowestBetween(62, 31)).toBeLessThan(lowestBetween(124, 93));
    expect(lowestBetween(31, 0)).toBeGreaterThanOrEqual(78_000);
  });
});

test('the traveller pays abroad in other currencies, booked at home in euro', () => {
  const { transactions } = generateCustomer('traveller', { seed: 14, today: TODAY });
  for (const currency of ['USD', 'JPY', 'CHF']) {
    const abroad = transactions.filter(({ narration }) => narration.includes(` ${currency} `));
    expect(abroad.length).toBeGreaterThan(5);
    expect(new Set(abroad.map((transaction) => transaction.currency))).toEqual(new Set(['EUR']));
  }
});

test.each(DEMO_KINDS)(
  'the story of %s ends below zero with two payments returned, all within the last hours',
  (kind) => {
    for (const seed of [1, 11, 15]) {
      const customer = generateCustomer(kind, { seed, today: TODAY });
      const steps = storyOf(customer, NOW);
      expect(steps).toHaveLength(4);
      const calls = steps.flatMap((step) => step.calls);
      expect(calls.filter((call) => !isValid(call))).toEqual([]);
      for (const { timestamp } of calls) {
        const agoMs = NOW.getTime() - Date.parse(timestamp);
        expect(agoMs > 0 && agoMs < 4 * 3_600_000).toBe(true);
        expect(timestamp > customer.transactions.at(-1)!.bookedAt).toBe(true);
      }
      const [current] = customer.accounts;
      const posted = calls.filter(
        ({ event, properties }) => event === 'Transaction Posted' && properties!['accountId'] === current!.accountId,
      );
      let balance = current!.balanceCents;
      for (const { properties } of posted) {
        balance += cents(properties!['amount']);
        expect(cents(properties!['balanceAfter'])).toBe(balance);
      }
      expect(balance).toBeLessThan(0);
      expect(calls.filter(({ event }) => event === 'Payment Returned')).toHaveLength(2);
      expect(new Set(calls.map(({ messageId }) => messageId)).size).toBe(calls.length);
    }
  },
);

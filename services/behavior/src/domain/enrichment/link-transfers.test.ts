import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { type Leg, linkTransfers, sizeOf, TRANSFER_DAYS, TRANSFER_REACH_DAYS } from './link-transfers.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 10);
const leg = (accountId: string, transactionId: string, amount: string, day: number, currency = 'EUR'): Leg => ({
  accountId,
  transactionId,
  amount,
  currency,
  bookedAt: new Date(START + day * DAY_MS),
});
const named = (legs: readonly Leg[]) =>
  linkTransfers(legs)
    .map(({ out, into }) => `${out.transactionId}>${into.transactionId}`)
    .sort();

test('money that leaves one account and arrives on another within three days is one transfer', () => {
  expect(named([leg('a', '1', '-500', 0), leg('b', '2', '500.00', 1)])).toEqual(['1>2']);
  expect(named([leg('a', '1', '-500', 0), leg('b', '2', '500', 4)])).toEqual([]);
  expect(named([leg('a', '1', '-500', 0), leg('a', '2', '500', 0)])).toEqual([]);
  expect(named([leg('a', '1', '-500', 0), leg('b', '2', '500', 0, 'USD')])).toEqual([]);
  expect(named([leg('a', '1', '-500', 0), leg('b', '2', '500.01', 0)])).toEqual([]);
});

test('the nearest day is meant, and twins of one day each find one', () => {
  expect(named([leg('a', '1', '-5', 0), leg('b', '2', '5', 3), leg('b', '3', '5', 1)])).toEqual(['1>3']);
  const twins = [leg('a', '1', '-5', 0), leg('a', '2', '-5', 0), leg('b', '3', '5', 0), leg('b', '4', '5', 0)];
  expect(named(twins)).toEqual(['1>3', '2>4']);
});

test.each([
  ['-500.00', '500'],
  ['0500.10', '500.1'],
  ['-0.50', '0.5'],
])('%s has the size %s', (amount, size) => expect(sizeOf(amount)).toBe(size));

const legs = fc
  .array(
    fc.record({
      accountId: fc.constantFrom('a', 'b', 'c'),
      amount: fc.constantFrom('-10', '10', '10.00', '-20', '20'),
      day: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) => drawn.map(({ accountId, amount, day }, index) => leg(accountId, String(index), amount, day)));

test('whatever the order of arrival, the pairs are the same, one to one and within the days', () => {
  fc.assert(
    fc.property(legs, fc.infiniteStream(fc.nat()), (all, numbers) => {
      const order = all.map((one) => ({ one, at: numbers.next().value })).sort((a, b) => a.at - b.at);
      const linked = linkTransfers(all);
      expect(named(order.map(({ one }) => one))).toEqual(named(all));
      const sides = linked.flatMap(({ out, into }) => [out.transactionId, into.transactionId]);
      expect(new Set(sides).size).toBe(sides.length);
      for (const { out, into } of linked) {
        expect(Math.abs(out.bookedAt.getTime() - into.bookedAt.getTime())).toBeLessThanOrEqual(TRANSFER_DAYS * DAY_MS);
        expect(out.accountId).not.toBe(into.accountId);
      }
    }),
    fcOptions(),
  );
});

test('a booking bears on none that is farther away than the reach', () => {
  fc.assert(
    fc.property(legs, fc.integer({ min: 0, max: 40 }), (all, day) => {
      const one = leg('b', 'new', '10', day);
      const far = (pair: string) =>
        pair.split('>').every((id) => {
          const found = [...all, one].find(({ transactionId }) => transactionId === id)!;
          return Math.abs(found.bookedAt.getTime() - one.bookedAt.getTime()) > TRANSFER_REACH_DAYS * DAY_MS;
        });
      expect(named([...all, one]).filter(far)).toEqual(named(all).filter(far));
    }),
    fcOptions(),
  );
});

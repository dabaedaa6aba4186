import { fcOptions } from '@rapport/testkit';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { linkRefunds, type MerchantBooking } from './link-refunds.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 10);
const booking = (transactionId: string, amount: string, day: number, merchant = 'Zalando'): MerchantBooking => ({
  accountId: 'a',
  transactionId,
  amount,
  currency: 'EUR',
  merchant,
  bookedAt: new Date(START + day * DAY_MS),
});
const named = (bookings: readonly MerchantBooking[]) =>
  linkRefunds(bookings)
    .map(({ refund, purchase }) => `${refund.transactionId}<${purchase.transactionId}`)
    .sort();

test('money that comes back from the merchant of a purchase within 90 days is its refund', () => {
  expect(named([booking('p', '-80', 0), booking('r', '80.00', 20)])).toEqual(['r<p']);
  expect(named([booking('p', '-80', 0), booking('r', '80', 91)])).toEqual([]);
  expect(named([booking('p', '-80', 5), booking('r', '80', 4)])).toEqual([]);
  expect(named([booking('p', '-80', 0), booking('r', '80', 20, 'Otto')])).toEqual([]);
  expect(named([booking('p', '-80', 0), booking('r', '80.01', 20)])).toEqual([]);
});

test('a purchase may be paid back in parts, never more than it cost', () => {
  const parts = [booking('r1', '50', 10), booking('r2', '30', 11), booking('r3', '1', 12)];
  expect(named([booking('p', '-80', 0), ...parts])).toEqual(['r1<p', 'r2<p']);
});

test('the purchase of exactly that amount is meant before a later one', () => {
  expect(named([booking('p1', '-80', 0), booking('p2', '-100', 5), booking('r', '80', 10)])).toEqual(['r<p1']);
  expect(named([booking('p1', '-90', 0), booking('p2', '-100', 5), booking('r', '80', 10)])).toEqual(['r<p2']);
});

test('whatever the order of arrival, the refunds are the same and within what was paid', () => {
  const bookings = fc
    .array(fc.record({ amount: fc.integer({ min: -9, max: 9 }), day: fc.integer({ min: 0, max: 200 }) }), {
      maxLength: 25,
    })
    .map((drawn) => drawn.map(({ amount, day }, index) => booking(String(index), `${amount}`, day)));
  fc.assert(
    fc.property(bookings, fc.infiniteStream(fc.nat()), (all, numbers) => {
      const order = all.map((one) => ({ one, at: numbers.next().value })).sort((a, b) => a.at - b.at);
      expect(named(order.map(({ one }) => one))).toEqual(named(all));
      for (const own of Map.groupBy(linkRefunds(all), ({ purchase }) => purchase.transactionId).values()) {
        const back = own.reduce((sum, { refund }) => sum.plus(refund.amount), new Decimal(0));
        expect(back.lessThanOrEqualTo(new Decimal(own[0]!.purchase.amount).abs())).toBe(true);
      }
    }),
    fcOptions(),
  );
});

import { Decimal } from 'decimal.js';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { dayOf } from '../ledger/ledger-fact.ts';
import { directionOf } from './direction.ts';

/** A booking with a merchant: a purchase, or money that the merchant gave back. */
export type MerchantBooking = Pick<LedgerFact, 'accountId' | 'transactionId' | 'amount' | 'currency' | 'bookedAt'> & {
  readonly merchant: string;
};

/** Money given back, and the purchase that it pays back, whole or in part. */
export type LinkedRefund = { readonly refund: MerchantBooking; readonly purchase: MerchantBooking };

/** How long after a purchase money may come back for it. */
export const REFUND_DAYS = 90;
const DAY_MS = 86_400_000;

const dayNumber = ({ bookedAt }: MerchantBooking): number => Date.parse(dayOf(bookedAt)) / DAY_MS;

const inTime = (a: MerchantBooking, b: MerchantBooking): number =>
  dayNumber(a) - dayNumber(b) || (a.transactionId < b.transactionId ? -1 : Number(a.transactionId > b.transactionId));

/** Refunds of one account, merchant and currency, both lists in the order of their days. */
const linkGroup = (bookings: readonly MerchantBooking[]): LinkedRefund[] => {
  const ordered = bookings.toSorted(inTime);
  const open = ordered
    .filter(({ amount }) => directionOf(amount) === 'OUT')
    .map((purchase) => ({ purchase, rest: new Decimal(purchase.amount).abs() }));
  return ordered
    .filter(({ amount }) => directionOf(amount) === 'IN')
    .flatMap((refund) => {
      const size = new Decimal(refund.amount);
      const possible = open.filter(({ purchase, rest }) => {
        const days = dayNumber(refund) - dayNumber(purchase);
        return days >= 0 && days <= REFUND_DAYS && rest.greaterThanOrEqualTo(size) && size.isPositive();
      });
      const whole = possible.findLast(
        ({ rest, purchase }) => rest.equals(size) && size.equals(purchase.amount.slice(1)),
      );
      const chosen = whole ?? possible.at(-1);
      if (!chosen || size.isZero()) return [];
      chosen.rest = chosen.rest.minus(size);
      return [{ refund, purchase: chosen.purchase }];
    });
};

/**
 * The refunds among bookings: money in from the merchant of a purchase on the same account within 90 days, no more
 * altogether than was paid. The purchase of exactly that amount is meant before any other, else the latest that is
 * large enough. The answer is the same in whatever order the bookings came.
 */
export const linkRefunds = (bookings: readonly MerchantBooking[]): LinkedRefund[] =>
  [...Map.groupBy(bookings, ({ accountId, merchant, currency }) => `${currency} ${accountId} ${merchant}`).values()]
    .filter((group) => group.some(({ amount }) => directionOf(amount) === 'IN'))
    .flatMap(linkGroup);

import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { findBookingWords } from './booking-words.ts';
import { directionOf, fitsDirection } from './direction.ts';
import type { Enrichment } from './enrichment.ts';
import { linkRefunds } from './link-refunds.ts';
import { linkTransfers } from './link-transfers.ts';
import { type Category, primaryOf } from './taxonomy.ts';

/** A booking with what it is by itself, and the id under which its customer is read. */
export type JudgedBooking = Pick<
  LedgerFact,
  'accountId' | 'transactionId' | 'amount' | 'currency' | 'bookedAt' | 'narration' | 'mcc'
> & { readonly currentId: string; readonly base: Enrichment };

/** What the bank calls a booking. */
export const bookingKeyOf = ({ accountId, transactionId }: Pick<LedgerFact, 'accountId' | 'transactionId'>): string =>
  `${accountId} ${transactionId}`;

/** What bookings say of themselves that no transfer between own accounts is called: cash, fees, income. */
const NO_TRANSFER: ReadonlySet<Category> = new Set(['TRANSFER_OUT_WITHDRAWAL', 'TRANSFER_IN_DEPOSIT']);

const isSaid = ({ base }: JudgedBooking): boolean => base.evidence === 'CUSTOMER' || base.evidence === 'OPERATOR';
const wordsOf = ({ narration, mcc, amount }: JudgedBooking): Category | null =>
  mcc === null ? (findBookingWords(narration, directionOf(amount))?.category ?? null) : null;

/** Whether a booking may be one side of a transfer: no purchase, nobody's correction, not cash, fees or income. */
export const mayBeTransfer = (booking: JudgedBooking): boolean => {
  const { evidence, category } = booking.base;
  if (isSaid(booking) || evidence === 'MERCHANT') return false;
  if (evidence === 'MCC') return primaryOf(category) === 'TRANSFER_OUT' && !NO_TRANSFER.has(category);
  const words = wordsOf(booking);
  return words === null || (!NO_TRANSFER.has(words) && !['INCOME', 'BANK_FEES'].includes(primaryOf(words)));
};

/** Whether money in may be given back by a merchant: it names one, and does not call itself income. */
export const mayBeRefund = (booking: JudgedBooking): boolean =>
  directionOf(booking.amount) === 'IN' &&
  !isSaid(booking) &&
  booking.base.merchant !== null &&
  wordsOf(booking) === null;

/** Whether money out may be paid back as a refund. */
export const mayBeRefunded = ({ amount, base }: JudgedBooking): boolean =>
  directionOf(amount) === 'OUT' && base.merchant !== null && fitsDirection(base.category, 'IN');

const counterpartOf = ({ accountId, transactionId }: Pick<LedgerFact, 'accountId' | 'transactionId'>) => ({
  accountId,
  transactionId,
});

const LINKED_CONFIDENCE = 0.95;

/**
 * What bookings are with those around them: both sides of a transfer between one customer’s accounts, and refunds
 * with their purchase's category; the others as they are by themselves. By `bookingKeyOf`; the same in any order.
 */
export const linkBookings = (bookings: readonly JudgedBooking[]): Map<string, Enrichment> => {
  const enriched = new Map(bookings.map((booking) => [bookingKeyOf(booking), booking.base]));
  const link = (key: string, change: Partial<Enrichment>) =>
    enriched.set(key, { ...enriched.get(key)!, ...change, confidence: LINKED_CONFIDENCE });
  for (const own of Map.groupBy(bookings, ({ currentId }) => currentId).values()) {
    for (const { out, into } of linkTransfers(own.filter(mayBeTransfer))) {
      const shared = { evidence: 'TRANSFER', counterpart: counterpartOf(into) } as const;
      link(bookingKeyOf(out), { ...shared, category: 'TRANSFER_OUT_ACCOUNT_TRANSFER' });
      link(bookingKeyOf(into), {
        ...shared,
        category: 'TRANSFER_IN_ACCOUNT_TRANSFER',
        counterpart: counterpartOf(out),
      });
    }
    const trades = own
      .filter((booking) => enriched.get(bookingKeyOf(booking))!.evidence !== 'TRANSFER')
      .filter((booking) => mayBeRefund(booking) || mayBeRefunded(booking))
      .map((booking) => ({ ...booking, merchant: booking.base.merchant! }));
    for (const { refund, purchase } of linkRefunds(trades)) {
      link(bookingKeyOf(refund), {
        category: enriched.get(bookingKeyOf(purchase))!.category,
        evidence: 'REFUND',
        counterpart: counterpartOf(purchase),
      });
    }
  }
  return enriched;
};

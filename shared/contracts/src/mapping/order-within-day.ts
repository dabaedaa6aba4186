import { Decimal } from 'decimal.js';

/** A booking of which only the day is known, with the balance that it left. */
export type DayBooking = { readonly amount: string; readonly balanceAfter?: string | undefined };

/** A file that rounds both figures may be off by one. */
const ROUNDING = new Decimal(1);

/**
 * The bookings of one account's day in the order in which their balances follow from one another: each begins where
 * the one before ended. Where nothing follows, the order in which they came decides.
 * @param before the balance at the end of the day before; null where nothing is known
 */
export const orderWithinDay = <T extends DayBooking>(bookings: readonly T[], before: string | null): T[] => {
  const left = bookings.map((booking) => ({
    booking,
    after: booking.balanceAfter === undefined ? null : new Decimal(booking.balanceAfter),
    opening: booking.balanceAfter === undefined ? null : new Decimal(booking.balanceAfter).minus(booking.amount),
  }));
  const ordered: T[] = [];
  let balance = before === null ? null : new Decimal(before);
  while (left.length > 0) {
    const gaps = left.map(({ opening }) => (opening && balance ? opening.minus(balance).abs() : null));
    let next = gaps.findIndex((gap) => gap?.isZero());
    if (next < 0) next = gaps.findIndex((gap) => gap?.lessThanOrEqualTo(ROUNDING));
    // A beginning: what follows from none of the others.
    if (next < 0) {
      next = left.findIndex(({ opening }, index) => {
        const others = left.filter((_, other) => other !== index);
        return opening && !others.some(({ after }) => after?.minus(opening).abs().lessThanOrEqualTo(ROUNDING));
      });
    }
    const [taken] = left.splice(Math.max(next, 0), 1);
    ordered.push(taken!.booking);
    balance = taken!.after ?? balance;
  }
  return ordered;
};

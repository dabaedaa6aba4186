import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { dayOf } from '../ledger/ledger-fact.ts';
import { directionOf } from './direction.ts';

/** A booking that may be one side of a transfer between two accounts of one person. */
export type Leg = Pick<LedgerFact, 'accountId' | 'transactionId' | 'amount' | 'currency' | 'bookedAt'>;

/** Money that left one account and arrived on another. */
export type LinkedTransfer = { readonly out: Leg; readonly into: Leg };

/** How many days may lie between the two sides. */
export const TRANSFER_DAYS = 3;
/**
 * How far away a booking can bear on whether another is one side of a transfer: each pass looks as far as its offset,
 * and builds on those before it, 0 + 1 + 1 + 2 + 2 + 3 + 3 days.
 */
export const TRANSFER_REACH_DAYS = 12;

/** Days from leaving to arriving, the likeliest first: the same day, the day after, the day before, … */
const OFFSETS = [0, 1, -1, 2, -2, 3, -3];
const DAY_MS = 86_400_000;

/** A signed decimal as its size, always written the same. */
export const sizeOf = (amount: string): string => {
  const [whole = '0', part = ''] = amount.replace(/^[-+]/, '').split('.');
  const fraction = part.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}`;
};

const byName = (a: Leg, b: Leg): number =>
  a.accountId === b.accountId
    ? a.transactionId < b.transactionId
      ? -1
      : Number(a.transactionId > b.transactionId)
    : a.accountId < b.accountId
      ? -1
      : 1;

/**
 * The transfers among one customer's bookings: opposite amounts of one currency on two accounts, at most three days
 * apart, each booking in one transfer at most. Nearest days are matched first, all of one distance before the next, on
 * one day by account and id; so the answer is the same in whatever order the bookings came.
 */
export const linkTransfers = (legs: readonly Leg[]): LinkedTransfer[] => {
  const linked: LinkedTransfer[] = [];
  const alike = Map.groupBy(legs.toSorted(byName), ({ amount, currency }) => `${currency} ${sizeOf(amount)}`);
  for (const group of alike.values()) {
    const dayNumber = ({ bookedAt }: Leg) => Date.parse(dayOf(bookedAt)) / DAY_MS;
    const left = Map.groupBy(
      group.filter(({ amount }) => directionOf(amount) === 'OUT'),
      dayNumber,
    );
    const arrived = Map.groupBy(
      group.filter(({ amount }) => directionOf(amount) === 'IN'),
      dayNumber,
    );
    for (const offset of OFFSETS) {
      for (const [day, outs] of left) {
        const waiting = outs.filter((out) => {
          const candidates = arrived.get(day + offset) ?? [];
          const at = candidates.findIndex(({ accountId }) => accountId !== out.accountId);
          if (at < 0) return true;
          linked.push({ out, into: candidates[at]! });
          candidates.splice(at, 1);
          return false;
        });
        left.set(day, waiting);
      }
    }
  }
  return linked;
};

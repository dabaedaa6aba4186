import { orderWithinDay } from '@rapport/contracts';
import type { PlannedCall } from './plan-calls.ts';

type Booking = { readonly bookedAt: string; readonly amount: string; readonly balanceAfter?: string };

const bookingOf = ({ call }: PlannedCall): Booking => call.properties as Booking;

const later = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1_000).toISOString();

/**
 * Puts an account's bookings of one and the same instant (a day, where the file says no time) into the order in which
 * their balances follow, and writes it as seconds: the first keeps its instant, each further one is a second later.
 */
export const orderBookings = (calls: readonly PlannedCall[]): PlannedCall[] =>
  [...Map.groupBy(calls, ({ account, call }) => account ?? String(call.properties?.['accountId'])).values()].flatMap(
    (own) => {
      const byInstant = [...Map.groupBy(own, (planned) => bookingOf(planned).bookedAt)].sort(([a], [b]) =>
        a < b ? -1 : 1,
      );
      let balance: string | null = null;
      return byInstant.flatMap(([bookedAt, together]) => {
        const items = together.map((planned) => ({ ...bookingOf(planned), planned }));
        const ordered = orderWithinDay(items, balance);
        balance = ordered.findLast(({ balanceAfter }) => balanceAfter !== undefined)?.balanceAfter ?? balance;
        return ordered.map(({ planned }, index) => ({
          ...planned,
          call: { ...planned.call, properties: { ...planned.call.properties, bookedAt: later(bookedAt, index) } },
        }));
      });
    },
  );

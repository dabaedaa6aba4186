import { returnedCall, transactionCall } from './calls-of.ts';
import type { DemoAccount, DemoCustomer } from './demo-customer.ts';
import type { SegmentCall } from './segment-call.ts';
import { storyWords } from './story-words.ts';

/** One step of the story: what a person at the terminal is told, and the calls that make it so. */
export type StoryStep = { readonly title: string; readonly calls: readonly SegmentCall[] };

/** What the bill leaves on the current account, cents: one more trip to the shops. */
const LEFT_CENTS = 18_000;

/** How long before the story's end each step happens, minutes. */
const BEFORE_MINUTES = { bill: 190, shopping: 125, debit: 60, returns: 12 } as const;

/** Who a story can be told of: the current account comes first, with what stands on it before the story. */
export type Protagonist = Pick<DemoCustomer, 'userId' | 'locale'> & {
  readonly accounts: readonly Pick<DemoAccount, 'accountId' | 'currency' | 'balanceCents'>[];
};

type Booking = { readonly cents: number; readonly narration: string; readonly mcc?: string };

/** Books on one account, each booking a minute after the one before, and remembers the balance. */
const bookkeeper = ({ userId }: Protagonist, account: Protagonist['accounts'][number], now: Date) => {
  let balanceAfterCents = account.balanceCents;
  const { accountId, currency } = account;
  const timeAt = (minutesBefore: number): string => new Date(now.getTime() - minutesBefore * 60_000).toISOString();
  const idAt = (at: string, part: string): string => `${accountId}-story-${at.replace(/[^0-9TZ]/g, '')}-${part}`;
  return {
    post: (minutesBefore: number, ...bookings: readonly Booking[]): SegmentCall[] =>
      bookings.map(({ cents, narration, mcc }, index) => {
        balanceAfterCents += cents;
        const bookedAt = timeAt(minutesBefore - index);
        const transactionId = idAt(bookedAt, 'posted');
        const booked = { transactionId, accountId, amountCents: cents, balanceAfterCents, currency, bookedAt };
        return transactionCall(userId, { ...booked, narration, mcc });
      }),
    /** A payment that was never booked: it came back. */
    sendBack: (minutesBefore: number, ...payments: readonly Booking[]): SegmentCall[] =>
      payments.map(({ cents, narration }, index) => {
        const returnedAt = timeAt(minutesBefore - index);
        const transactionId = idAt(returnedAt, 'returned');
        return returnedCall(userId, { transactionId, accountId, amountCents: cents, currency, returnedAt, narration });
      }),
  };
};

/**
 * A customer runs out of money within the last hours before `now`: no wage came, a bill takes what there was, spending
 * goes on, the balance falls below zero, rent and energy come back unpaid. Whoever they are, financial stress is HIGH
 * at the end. The same instant, the same calls.
 */
export const storyOf = (customer: Protagonist, now: Date): StoryStep[] => {
  const words = storyWords(customer.locale);
  const [current, savings] = customer.accounts;
  const account = bookkeeper(customer, current!, now);
  const bill = Math.max(current!.balanceCents - LEFT_CENTS, 100);
  const savedUp = savings && savings.balanceCents > 0 ? savings : null;
  return [
    {
      title: 'The wage does not come, and a bill takes what there was.',
      calls: [
        ...(savedUp
          ? bookkeeper(customer, savedUp, now).post(BEFORE_MINUTES.bill + 5, {
              cents: -savedUp.balanceCents,
              narration: words.bill,
            })
          : []),
        ...account.post(BEFORE_MINUTES.bill, { cents: -bill, narration: words.bill }),
      ],
    },
    {
      title: 'Life goes on: food and fuel.',
      calls: account.post(
        BEFORE_MINUTES.shopping,
        { cents: -6_420, narration: words.groceries, mcc: '5411' },
        { cents: -5_890, narration: words.fuel, mcc: '5541' },
      ),
    },
    {
      title: 'A direct debit takes the balance below zero.',
      calls: account.post(
        BEFORE_MINUTES.debit,
        { cents: -23_800, narration: words.insurance, mcc: '6300' },
        { cents: -2_360, narration: words.pharmacy, mcc: '5912' },
      ),
    },
    {
      title: 'Rent and energy come back unpaid, and that costs a fee.',
      calls: [
        ...account.sendBack(
          BEFORE_MINUTES.returns,
          { cents: -89_000, narration: words.rent },
          { cents: -8_800, narration: words.energy },
        ),
        ...account.post(BEFORE_MINUTES.returns - 5, { cents: -750, narration: words.fee }),
      ],
    },
  ];
};

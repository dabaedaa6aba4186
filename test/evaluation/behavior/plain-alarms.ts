import type { GeneratedCustomer } from '@rapport/testkit';

/** A rule that anybody would write first: on which days it rises, oldest first. */
export type PlainAlarm = (person: GeneratedCustomer) => number[];

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;

type Booking = { readonly day: number; readonly hour: number; readonly amount: number; readonly balance: number };

const bookingsOf = ({ calls }: GeneratedCustomer): Booking[] =>
  calls.flatMap(({ event, properties, timestamp }) => {
    if (event !== 'Transaction Posted' || !String(properties!['accountId']).endsWith('-current')) return [];
    const [amount, balance] = [Number(properties!['amount']), Number(properties!['balanceAfter'])];
    return [
      { day: Math.floor(Date.parse(timestamp) / DAY_MS), hour: Number(timestamp.slice(11, 13)), amount, balance },
    ];
  });

/** The days on which a condition begins to hold, looked at on each day of a life. */
const rises = (bookings: readonly Booking[], holds: (day: number) => boolean): number[] => {
  const [first, last] = [bookings[0]?.day ?? 0, bookings.at(-1)?.day ?? 0];
  const days: number[] = [];
  let before = false;
  for (let day = first; day <= last; day += 1) {
    const now = holds(day);
    if (now && !before) days.push(day);
    before = now;
  }
  return days;
};

const between = (bookings: readonly Booking[], from: number, until: number): Booking[] =>
  bookings.filter(({ day }) => day > from && day <= until);

/** Money is short once the account is below zero. */
export const belowZero: PlainAlarm = (person) => {
  const bookings = bookingsOf(person);
  const lowest = Map.groupBy(bookings, ({ day }) => day);
  return rises(bookings, (day) => (lowest.get(day) ?? []).some(({ balance }) => balance < 0));
};

/** Income is lost once a month brought less than half of what the two months before it brought in a month. */
export const halfTheIncome: PlainAlarm = (person) => {
  const income = bookingsOf(person).filter(({ amount }) => amount > 0);
  const total = (from: number, until: number): number =>
    between(income, from, until).reduce((sum, { amount }) => sum + amount, 0);
  return rises(bookingsOf(person), (day) => {
    const usual = total(day - 3 * MONTH_DAYS, day - MONTH_DAYS) / 2;
    return usual > 0 && total(day - MONTH_DAYS, day) < usual / 2;
  });
};

/** The rhythm is another once the mean hour of a month's spending lies three hours from that of the two before. */
export const otherHours: PlainAlarm = (person) => {
  const spending = bookingsOf(person).filter(({ amount }) => amount < 0);
  const meanHour = (from: number, until: number): number => {
    const part = between(spending, from, until);
    return part.reduce((sum, { hour }) => sum + hour, 0) / part.length;
  };
  return rises(spending, (day) => Math.abs(meanHour(day - 30, day) - meanHour(day - 90, day - 30)) >= 3);
};

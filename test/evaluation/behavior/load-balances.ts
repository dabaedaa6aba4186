import { berkaIn, isBerkaIn } from './load-payments.ts';
import { rowsWith } from './read-csv-folder.ts';

/** A booking of the Berka set. */
export type Booking = {
  readonly transactionId: string;
  /** Counted from 1 January 1970. */
  readonly day: number;
  /** Signed. */
  readonly amount: number;
  readonly balanceAfter: number;
};

/** An account with its bookings in order, and its balance at the end of each day from the first. */
export type AccountBalances = {
  readonly accountId: string;
  readonly bookings: readonly Booking[];
  readonly firstDay: number;
  readonly closings: readonly number[];
};

const DAY_MS = 86_400_000;

/** The bookings of a day in the order in which the balances follow from one another, as far as one can be found. */
const inOrder = (bookings: readonly Booking[], before: number): Booking[] => {
  const left = [...bookings];
  const ordered: Booking[] = [];
  let balance = before;
  while (left.length > 0) {
    const off = ({ amount, balanceAfter }: Booking) => Math.abs(balance + amount - balanceAfter);
    const at = left.reduce((best, booking, index) => (off(booking) < off(left[best]!) ? index : best), 0);
    const [next] = left.splice(at, 1);
    ordered.push(next!);
    balance = next!.balanceAfter;
  }
  return ordered;
};

const balancesOf = (accountId: string, unordered: readonly Booking[]): AccountBalances => {
  const byDay = Map.groupBy(unordered, ({ day }) => day);
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const [firstDay, lastDay] = [days[0]!, days.at(-1)!];
  const bookings: Booking[] = [];
  const closings: number[] = [];
  let balance = 0;
  for (let day = firstDay; day <= lastDay; day += 1) {
    const own = inOrder(byDay.get(day) ?? [], balance);
    balance = own.at(-1)?.balanceAfter ?? balance;
    bookings.push(...own);
    closings.push(balance);
  }
  return { accountId, bookings, firstDay, closings };
};

/** The accounts of a data folder. @throws when the set is not there */
export const loadBalances = (data: string): AccountBalances[] => {
  if (!isBerkaIn(data)) throw new Error(`berka is not in ${data}: set RAPPORT_DATA or --data to where it is`);
  const rows = rowsWith(berkaIn(data), ['trans_id', 'operation']).map((row) => ({
    accountId: row['account_id']!,
    booking: {
      transactionId: row['trans_id']!,
      day: Date.parse(row['date']!) / DAY_MS,
      amount: (row['type'] === 'PRIJEM' ? 1 : -1) * Number(row['amount']),
      balanceAfter: Number(row['balance']),
    },
  }));
  return [...Map.groupBy(rows, ({ accountId }) => accountId)].map(([accountId, own]) =>
    balancesOf(
      accountId,
      own.map(({ booking }) => booking),
    ),
  );
};

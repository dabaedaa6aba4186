import type { CalendarDay } from '../demo/calendar-day.ts';
import type { ReturnedPayment } from '../demo/calls-of.ts';
import type { DemoTransaction } from '../demo/demo-customer.ts';
import type { Persona } from './draw-persona.ts';
import type { SeriesKind, TrueSeries } from './ground-truth.ts';
import type { PlannedMovement } from './planned-movement.ts';

/** What the accounts say after everything that was planned has met the money there was. */
export type Booked = {
  /** Oldest first, both accounts. */
  readonly transactions: readonly DemoTransaction[];
  readonly returned: readonly ReturnedPayment[];
  readonly categories: Readonly<Record<string, string>>;
  readonly series: readonly TrueSeries[];
  readonly belowZeroOn: string | null;
};

/** How a life keeps its money. */
export type Purse = {
  readonly persona: Persona;
  readonly current: { readonly accountId: string; readonly openingCents: number };
  /** Null where nothing is laid aside. */
  readonly savings: { readonly accountId: string; readonly openingCents: number } | null;
  /** What has to stay on the account on a day for what will be due, cents. */
  readonly reserveOn: (at: string) => number;
  /** From when on nobody looks at the reserve any more. */
  readonly strainedFrom: CalendarDay | null;
};

/** How far below zero the bank lets an account go, and what it takes for it, as shares and cents. */
const OVERDRAFT_SHARE = 0.4;
const RETURN_FEE_CENTS = 500;
const INTEREST_SHARE = 0.012;
const DAY_MS = 86_400_000;

type Entry = Pick<PlannedMovement, 'at' | 'cents' | 'narration' | 'mcc' | 'category' | 'series'>;

/** Two accounts, and everything that is written on them. */
const createBooks = ({ persona, current, savings }: Purse) => {
  const accounts = { current, savings: savings ?? { accountId: '', openingCents: 0 } };
  const balance = { current: current.openingCents, savings: accounts.savings.openingCents };
  const transactions: DemoTransaction[] = [];
  const returned: ReturnedPayment[] = [];
  const categories: Record<string, string> = {};
  const series = new Map<string, TrueSeries & { transactionIds: string[] }>();
  const { currency } = persona.place;
  const idOf = (accountId: string, at: string): string =>
    `${accountId}-${at.slice(0, 10)}-${String(transactions.length + returned.length + 1).padStart(5, '0')}`;
  const book = (account: keyof typeof accounts, { at, cents, narration, mcc, category, series: of }: Entry): void => {
    balance[account] += cents;
    const { accountId } = accounts[account];
    const transactionId = idOf(accountId, at);
    transactions.push({
      transactionId,
      accountId,
      amountCents: cents,
      balanceAfterCents: balance[account],
      currency,
      bookedAt: at,
      narration,
      mcc,
    });
    categories[transactionId] = category;
    if (!of) return;
    const { name, kind, frequency } = of;
    const known = series.get(name) ?? {
      seriesId: `${persona.userId}-series-${series.size + 1}`,
      kind,
      direction: cents > 0 ? 'IN' : 'OUT',
      frequency,
      transactionIds: [],
    };
    known.transactionIds.push(transactionId);
    series.set(name, known);
  };
  const sendBack = ({ at, cents, narration }: Entry): void => {
    const transactionId = idOf(current.accountId, at);
    returned.push({
      transactionId,
      accountId: current.accountId,
      amountCents: cents,
      currency,
      returnedAt: at,
      narration,
    });
  };
  return { balance, book, sendBack, transactions, returned, categories, series };
};

const SAVING: SeriesKind = 'SAVING';

/** Meets what was planned, oldest first, with the money there is. */
export const bookMovements = (planned: readonly PlannedMovement[], purse: Purse): Booked => {
  const { persona, savings, reserveOn, strainedFrom } = purse;
  const { words } = persona.place;
  const books = createBooks(purse);
  const lowest = -Math.round(persona.monthlyIncome * OVERDRAFT_SHARE);
  let belowZeroOn: string | null = null;
  let month = '';
  let monthLowest = 0;

  const own = (at: string, cents: number, narration: string, category: string): void =>
    books.book('current', { at, cents, narration, mcc: undefined, category, series: null });
  /** Takes what is missing from the savings, while there are any. */
  const topUp = (at: string, missing: number): void => {
    const cents = Math.min(Math.ceil(missing / 5_000) * 5_000, books.balance.savings);
    if (!savings || missing <= 0 || cents <= 0) return;
    const entry = { at, narration: words.FROM_SAVINGS, mcc: undefined, series: null };
    books.book('savings', { ...entry, cents: -cents, category: 'TRANSFER_OUT_ACCOUNT_TRANSFER' });
    books.book('current', { ...entry, cents, category: 'TRANSFER_IN_ACCOUNT_TRANSFER' });
  };
  const chargeInterest = (at: string): void => {
    if (at.slice(0, 7) === month) return;
    if (monthLowest < 0) {
      const cents = -Math.max(Math.round(-monthLowest * INTEREST_SHARE), 150);
      own(at, cents, words.OVERDRAFT_INTEREST, 'BANK_FEES_OVERDRAFT_FEES');
    }
    month = at.slice(0, 7);
    monthLowest = 0;
  };
  const layAside = (movement: PlannedMovement): void => {
    books.book('current', movement);
    books.book('savings', {
      ...movement,
      cents: -movement.cents,
      category: 'TRANSFER_IN_ACCOUNT_TRANSFER',
      series: movement.series && { ...movement.series, name: `${SAVING} in` },
    });
  };

  for (const movement of planned) {
    const { at, cents, means } = movement;
    chargeInterest(at);
    const isStrained = strainedFrom !== null && Date.parse(at) >= strainedFrom * DAY_MS;
    const floor = isStrained ? lowest : reserveOn(at);
    const after = () => books.balance.current + cents;
    if (means !== 'CREDIT' && means !== 'SAVING' && !isStrained) topUp(at, floor - after());
    if (means === 'CREDIT') books.book('current', movement);
    else if (means === 'BILL') books.book('current', { ...movement, cents: Math.max(cents, -books.balance.current) });
    else if (means === 'SAVING') {
      if (savings && !isStrained && after() >= floor) layAside(movement);
    } else if (means === 'CARD') {
      if (after() >= floor) books.book('current', movement);
    } else if (after() >= lowest) books.book('current', movement);
    else {
      books.sendBack(movement);
      own(at, -RETURN_FEE_CENTS, words.RETURN_FEE, 'BANK_FEES_INSUFFICIENT_FUNDS');
    }
    monthLowest = Math.min(monthLowest, books.balance.current);
    if (books.balance.current < 0) belowZeroOn ??= at.slice(0, 10);
  }
  const { transactions, returned, categories, series } = books;
  return { transactions, returned, categories, series: [...series.values()], belowZeroOn };
};

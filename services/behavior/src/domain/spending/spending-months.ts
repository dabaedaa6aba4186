import { Decimal } from 'decimal.js';
import { CATEGORIES, type PrimaryCategory, primaryOf, TAXONOMY } from '../enrichment/taxonomy.ts';

/** What spending needs of a day of the main account. */
export type SpendingDay = {
  readonly day: string;
  readonly byCategory?: Readonly<Record<string, { readonly out?: string; readonly refunded?: string }>>;
};

/** What comes in, moves between pockets or is owed is nothing that is spent by choice. */
const NOT_SPENT: ReadonlySet<PrimaryCategory> = new Set([
  'INCOME',
  'TRANSFER_IN',
  'TRANSFER_OUT',
  'LOAN_PAYMENTS',
  'BANK_FEES',
]);

export const SPENDING_CATEGORIES = (Object.keys(TAXONOMY) as PrimaryCategory[]).filter((name) => !NOT_SPENT.has(name));

const DETAILS = Map.groupBy(CATEGORIES, primaryOf);

/** `2026-03` of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month so many months after another; before it, where negative. */
export const monthAfter = (month: string, count: number): string => {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + count);
  return at.toISOString().slice(0, 7);
};

/** The day from which on days are needed: the first of the month, so many months ago. */
export const firstOfMonthsAgo = (today: string, months: number): string => `${monthAfter(monthOf(today), -months)}-01`;

/** Money out in a category on a day, less what came back. */
const spentOn = ({ byCategory }: SpendingDay, category: PrimaryCategory): Decimal =>
  DETAILS.get(category)!.reduce((sum, detail) => {
    const part = byCategory?.[detail];
    return part ? sum.plus(part.out ?? 0).minus(part.refunded ?? 0) : sum;
  }, new Decimal(0));

/** Money out in a category on some days, less what came back. */
export const spentIn = (days: readonly SpendingDay[], category: PrimaryCategory): Decimal =>
  days.reduce((sum, day) => sum.plus(spentOn(day, category)), new Decimal(0));

/** The months before one that were seen from their first day on, oldest first; one without a booking is one of them. */
export const wholeMonths = (days: readonly SpendingDay[], before: string): string[] => {
  const first = days.reduce<string | null>((least, { day }) => (least === null || day < least ? day : least), null);
  if (first === null) return [];
  const months: string[] = [];
  let month = first.endsWith('-01') ? monthOf(first) : monthAfter(monthOf(first), 1);
  for (; month < before; month = monthAfter(month, 1)) months.push(month);
  return months;
};

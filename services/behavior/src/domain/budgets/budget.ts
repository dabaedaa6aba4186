import { Decimal } from 'decimal.js';
import { CATEGORIES, type PrimaryCategory, primaryOf, TAXONOMY } from '../enrichment/taxonomy.ts';

/** What a budget needs of a day of the main account. */
export type SpendingDay = {
  readonly day: string;
  readonly byCategory?: Readonly<Record<string, { readonly out?: string; readonly refunded?: string }>>;
};

/** A limit that the customer set; it wins over what was learnt. */
export type StatedBudget = {
  readonly customerId: string;
  readonly category: PrimaryCategory;
  /** A positive decimal a month. */
  readonly limit: string;
  readonly currency: string;
  readonly changedAt: Date;
};

/** Whether a limit is one: more than nothing. */
export const isLimit = (limit: string): boolean => new Decimal(limit).greaterThan(0);

/** ON_TRACK: the month will probably end within the limit. AHEAD: it will not. OVER: it is spent. */
export type BudgetStatus = 'ON_TRACK' | 'AHEAD' | 'OVER';

/** What a month may cost in one category, and how this one goes. Money in the main account's currency. */
export type Budget = {
  readonly category: PrimaryCategory;
  readonly currency: string;
  readonly limit: string;
  /** Whether the customer set it; else it is the person's own usual month. */
  readonly isStated: boolean;
  /** The lower and upper quartile of the months before; null while fewer than two are known. */
  readonly usual: { readonly low: string; readonly high: string } | null;
  readonly spent: string;
  /** Spent by the end of the month, if it goes on as months do. */
  readonly expected: string;
  readonly status: BudgetStatus;
};

/** What comes in, moves between pockets or is owed is nothing to keep a budget for. */
const UNBUDGETED: ReadonlySet<PrimaryCategory> = new Set([
  'INCOME',
  'TRANSFER_IN',
  'TRANSFER_OUT',
  'LOAN_PAYMENTS',
  'BANK_FEES',
]);

export const BUDGET_CATEGORIES = (Object.keys(TAXONOMY) as PrimaryCategory[]).filter((name) => !UNBUDGETED.has(name));

const MONTHS_MIN = 2;
/** A month is ahead once it will end above the limit by more than rounding and chance. */
const AHEAD = 1.05;

const monthOf = (day: string): string => day.slice(0, 7);
const dateOf = (day: string): number => Number(day.slice(8));

const DETAILS = Map.groupBy(CATEGORIES, primaryOf);

/** Money out in a category on a day, less what came back. */
const spentOn = ({ byCategory }: SpendingDay, category: PrimaryCategory): Decimal =>
  DETAILS.get(category)!.reduce((sum, detail) => {
    const part = byCategory?.[detail];
    return part ? sum.plus(part.out ?? 0).minus(part.refunded ?? 0) : sum;
  }, new Decimal(0));

const sumOf = (days: readonly SpendingDay[], category: PrimaryCategory): Decimal =>
  days.reduce((sum, day) => sum.plus(spentOn(day, category)), new Decimal(0));

/** The quantile between two neighbours (Hyndman and Fan 1996, type 7). */
const quantile = (sorted: readonly Decimal[], at: number): Decimal => {
  const place = (sorted.length - 1) * at;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low.plus(high.minus(low).times(place - Math.floor(place)));
};

const inMoney = (amount: Decimal): string => amount.toDecimalPlaces(2).toFixed();

/** The months before this one that were seen from their first day, oldest first. */
const wholeMonths = (days: readonly SpendingDay[], today: string): string[] => {
  const first = days[0]?.day;
  if (!first) return [];
  const months = [...new Set(days.map(({ day }) => monthOf(day)))].filter((month) => month < monthOf(today));
  return dateOf(first) === 1 ? months : months.filter((month) => month > monthOf(first));
};

type Month = { readonly total: Decimal; readonly rest: Decimal };

const budgetOf = (
  category: PrimaryCategory,
  months: readonly Month[],
  { spent, stated, currency }: { spent: Decimal; stated: StatedBudget | undefined; currency: string },
): Budget | null => {
  const totals = months.map(({ total }) => total).sort((a, b) => a.comparedTo(b));
  const isKnown = totals.length >= MONTHS_MIN;
  const usualMonth = isKnown ? quantile(totals, 0.5) : null;
  const limit = stated ? new Decimal(stated.limit) : usualMonth;
  if (!limit || (!stated && limit.lessThanOrEqualTo(0))) return null;
  const rests = months.map(({ rest }) => rest).sort((a, b) => a.comparedTo(b));
  const expected = isKnown ? spent.plus(Decimal.max(quantile(rests, 0.5), 0)) : spent;
  const statusOf = (): BudgetStatus => {
    if (spent.greaterThan(limit)) return 'OVER';
    return expected.greaterThan(limit.times(AHEAD)) ? 'AHEAD' : 'ON_TRACK';
  };
  return {
    category,
    currency,
    limit: inMoney(limit),
    isStated: stated !== undefined,
    usual: isKnown ? { low: inMoney(quantile(totals, 0.25)), high: inMoney(quantile(totals, 0.75)) } : null,
    spent: inMoney(spent),
    expected: inMoney(expected),
    status: statusOf(),
  };
};

/**
 * Budgets for this calendar month (UTC), largest first: the customer's own, else the median of their whole months
 * before, two at least. What is expected is what was spent plus the median of what the months before spent after this
 * date. Categories without either have none.
 */
export const budgetsOf = (
  days: readonly SpendingDay[],
  { today, currency, stated }: { today: string; currency: string; stated: readonly StatedBudget[] },
): Budget[] => {
  const months = wholeMonths(days, today);
  const byMonth = Map.groupBy(days, ({ day }) => monthOf(day));
  const present = (byMonth.get(monthOf(today)) ?? []).filter(({ day }) => day <= today);
  return BUDGET_CATEGORIES.flatMap((category) => {
    const own = stated.find((budget) => budget.category === category && budget.currency === currency);
    const before = months.map((month): Month => {
      const of = byMonth.get(month)!;
      const rest = of.filter(({ day }) => dateOf(day) > dateOf(today));
      return { total: sumOf(of, category), rest: sumOf(rest, category) };
    });
    return budgetOf(category, before, { spent: sumOf(present, category), stated: own, currency }) ?? [];
  }).sort((a, b) => new Decimal(b.limit).comparedTo(a.limit) || (a.category < b.category ? -1 : 1));
};

/** The day from which on days are needed: the first of the month, so many months ago. */
export const budgetsFrom = (today: string, months: number): string => {
  const at = new Date(`${monthOf(today)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 10);
};

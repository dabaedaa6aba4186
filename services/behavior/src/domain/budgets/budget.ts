import { Decimal } from 'decimal.js';
import type { PrimaryCategory } from '../enrichment/taxonomy.ts';
import { daysBefore } from '../features/feature.ts';
import {
  monthAfter,
  monthOf,
  SPENDING_CATEGORIES,
  type SpendingDay,
  spentIn,
  wholeMonths,
} from '../spending/spending-months.ts';

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

const MONTHS_MIN = 2;
/** A month is ahead once it will end above the limit by more than rounding and chance. */
const AHEAD = 1.05;

const dateOf = (day: string): number => Number(day.slice(8));

/** The date on which a month ends. */
const lastDateOf = (month: string): number => dateOf(daysBefore(`${monthAfter(month, 1)}-01`, 1));

/** The quantile between two neighbours (Hyndman and Fan 1996, type 7). */
const quantile = (sorted: readonly Decimal[], at: number): Decimal => {
  const place = (sorted.length - 1) * at;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low.plus(high.minus(low).times(place - Math.floor(place)));
};

const inMoney = (amount: Decimal): string => amount.toDecimalPlaces(2).toFixed();

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
 * date; on the last date of a month that is nothing, also where earlier months were longer. Categories without either
 * have none.
 */
export const budgetsOf = (
  days: readonly SpendingDay[],
  { today, currency, stated }: { today: string; currency: string; stated: readonly StatedBudget[] },
): Budget[] => {
  const months = wholeMonths(days, monthOf(today));
  const byMonth = Map.groupBy(days, ({ day }) => monthOf(day));
  const lastDate = lastDateOf(monthOf(today));
  const present = (byMonth.get(monthOf(today)) ?? []).filter(({ day }) => day <= today);
  return SPENDING_CATEGORIES.flatMap((category) => {
    const own = stated.find((budget) => budget.category === category && budget.currency === currency);
    const before = months.map((month): Month => {
      const of = byMonth.get(month) ?? [];
      const rest = of.filter(({ day }) => Math.min(dateOf(day), lastDate) > dateOf(today));
      return { total: spentIn(of, category), rest: spentIn(rest, category) };
    });
    return budgetOf(category, before, { spent: spentIn(present, category), stated: own, currency }) ?? [];
  }).sort((a, b) => new Decimal(b.limit).comparedTo(a.limit) || (a.category < b.category ? -1 : 1));
};

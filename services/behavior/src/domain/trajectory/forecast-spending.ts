import type { PrimaryCategory } from '../enrichment/taxonomy.ts';
import {
  monthAfter,
  monthOf,
  SPENDING_CATEGORIES,
  type SpendingDay,
  spentIn,
  wholeMonths,
} from '../spending/spending-months.ts';
import { chooseMethod, pastErrors } from './choose-method.ts';
import { NOTHING_PLANNED, type PlannedMonth, plannedMonths, type SpendingSeries } from './planned-spending.ts';
import { reachOf } from './reach-of-months.ts';
import type { MethodName } from './trajectory-method.ts';

/** What a month to come will probably cost, in the currency's main unit: expected, and the middle 80 %. */
export type ForecastMonth = {
  /** `2026-03`. */
  readonly month: string;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
};

/** How spending in a category will probably go on. */
export type CategoryTrajectory = {
  readonly category: PrimaryCategory;
  /** The months after this one, the nearest first. */
  readonly months: readonly ForecastMonth[];
  readonly method: MethodName;
  /** Whole months it was learnt from. */
  readonly monthsSeen: number;
};

/** How many months are learnt from, this one not among them: each month of a year is known twice, and two more. */
export const LEARNT_MONTHS = 26;
/** How many months ahead there are. */
export const TRAJECTORY_MONTHS = 3;
const MONTHS_MIN = 3;

const DAY_MS = 86_400_000;

const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/** What a forecast of spending is made from. */
export type SpendingBasis = {
  /** The main account's days up to today, in any order. */
  readonly days: readonly SpendingDay[];
  /** `2026-03-10`. */
  readonly today: string;
  readonly series: readonly SpendingSeries[];
};

const trajectoryOf = (
  category: PrimaryCategory,
  spent: ReadonlyMap<string, number>,
  planned: ReadonlyMap<string, PlannedMonth>,
  { present, ahead }: { readonly present: string; readonly ahead: number },
): CategoryTrajectory => {
  const plans = [...spent.keys()].map((month) => planned.get(month) ?? NOTHING_PLANNED);
  // What was planned is never more than what was spent: a payment may have been told to another category.
  const rests = [...spent.values()].map((total, at) => total - Math.min(plans[at]!.planned, Math.max(total, 0)));
  const least = Math.min(0, ...spent.values());
  const method = chooseMethod(rests, ahead);
  const offs = plans.map(({ off }) => off);
  const months = Array.from({ length: TRAJECTORY_MONTHS }, (_, index): ForecastMonth => {
    const month = monthAfter(present, index + 1);
    const rest = method.foresee(rests, ahead + index)!;
    const errors = pastErrors(method, rests, ahead + index);
    const { below, above } = reachOf(
      errors.flatMap((error, at) => (error === null ? [] : [error + offs.at(at - errors.length)!])),
      rests.map((month, at) => month - rest + offs[at]!),
    );
    const expected = rest + (planned.get(month) ?? NOTHING_PLANNED).planned;
    return { month, expected, low: Math.max(expected - below, Math.min(least, expected)), high: expected + above };
  });
  return { category, months, method: method.name, monthsSeen: rests.length };
};

/**
 * Spending by category in the calendar months (UTC) after this one, dearest first: what is planned by recurring series,
 * and the rest as the person's whole months go on. This month counts as whole on its last day; before that it is looked
 * over. Empty while fewer than three whole months are known, or where no booking came in this month and the one before.
 */
export const forecastSpending = ({ days, today, series }: SpendingBasis): CategoryTrajectory[] => {
  const present = monthOf(today);
  const isOver = monthOf(dayAfter(today)) !== present;
  const whole = wholeMonths(days, isOver ? monthAfter(present, 1) : present).slice(-LEARNT_MONTHS);
  const isSilent = !days.some(({ day }) => monthOf(day) >= monthAfter(present, -1));
  if (whole.length < MONTHS_MIN || isSilent) return [];
  const byMonth = Map.groupBy(days, ({ day }) => monthOf(day));
  return SPENDING_CATEGORIES.flatMap((category) => {
    const spent = new Map(whole.map((month) => [month, spentIn(byMonth.get(month) ?? [], category).toNumber()]));
    if ([...spent.values()].every((total) => total === 0)) return [];
    const planned = plannedMonths(series, category, today);
    return [trajectoryOf(category, spent, planned, { present, ahead: isOver ? 1 : 2 })];
  }).sort((a, b) => b.months[0]!.expected - a.months[0]!.expected || (a.category < b.category ? -1 : 1));
};

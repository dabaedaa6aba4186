import type { PrimaryCategory } from '../enrichment/taxonomy.ts';
import { expectedPayments, type ForecastSeries } from '../forecast/expected-payments.ts';
import { dateOfDay, dayNumberOf } from '../recurring/occurrence.ts';
import { periodOf } from '../recurring/period.ts';
import { monthOf } from '../spending/spending-months.ts';

/** A recurring payment out of the main account, with what it is for and when it was made; amounts are signed. */
export type SpendingSeries = ForecastSeries & {
  readonly category: PrimaryCategory;
  /** Days are counted from 1 January 1970. */
  readonly payments: readonly { readonly day: number; readonly amount: number }[];
};

const MONTHLY = 12;
/** More than all days of the months that may be asked for. */
const AHEAD_DAYS = 130;

/** What of a month is planned: money out, positive. */
export type PlannedMonth = {
  /** What series took, or will take. */
  readonly planned: number;
  /** By how much that was more than the series' usual amounts. */
  readonly off: number;
};

export const NOTHING_PLANNED: PlannedMonth = { planned: 0, off: 0 };

/** An amount that stood still until it changed says nothing of how far the next will be off. */
const offOf = ({ averageAmount, earlierAmount }: SpendingSeries, amount: number): number =>
  earlierAmount === null ? Number(averageAmount) - amount : 0;

/**
 * What of a category's months is planned, by month: what series took in months past and will take in months to come.
 * Only of series that come once a month or more seldom: what comes oftener is in every month as it is.
 */
export const plannedMonths = (
  series: readonly SpendingSeries[],
  category: PrimaryCategory,
  today: string,
): ReadonlyMap<string, PlannedMonth> => {
  const own = series.filter((one) => one.category === category && periodOf(one.frequency).perYear <= MONTHLY);
  const paid = own.flatMap((one) => one.payments.map(({ day, amount }) => ({ day, amount, off: offOf(one, amount) })));
  const due = expectedPayments(own, dayNumberOf(new Date(`${today}T00:00:00Z`)), AHEAD_DAYS);
  const months = new Map<string, PlannedMonth>();
  for (const { day, amount, off } of [...paid, ...due.map((payment) => ({ ...payment, off: 0 }))]) {
    const month = monthOf(dateOfDay(day));
    const before = months.get(month) ?? NOTHING_PLANNED;
    months.set(month, { planned: before.planned - amount, off: before.off + off });
  }
  return months;
};

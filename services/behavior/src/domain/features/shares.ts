import { quarterOf } from './category-quarter.ts';
import type { CustomerDays } from './feature.ts';
import { type CategoryMeasure, categorisedCount, daysSeen, spending, transactionCount } from './measures.ts';
import { observedDays } from './observed-days.ts';
import { type Measure, MONEY_UNIT, mainSums } from './window-sums.ts';

const MONTH_DAYS = 30;
const QUARTER_DAYS = 90;

/** A number held within bounds. */
export const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/** Whether the main account was seen within a window at all. */
export const isSeen = (days: CustomerDays, windowDays: number): boolean => mainSums(days)(daysSeen, windowDays) > 0;

/**
 * Whether enough bookings of 90 days have a category for what is read off categories to mean something: half of them.
 */
export const isCategorised = (days: CustomerDays): boolean => {
  const count = mainSums(days)(transactionCount, QUARTER_DAYS);
  return count > 0 && categorisedCount(quarterOf(days)) * 2 >= count;
};

/** A sum of 90 days in units, per 30 days of those that were seen (30 at least), as money. */
export const perMonth = (days: CustomerDays, units: number): number =>
  ((units / MONEY_UNIT) * MONTH_DAYS) / Math.max(observedDays(days, QUARTER_DAYS), MONTH_DAYS);

/** Money of the main account per 30 days = sum over 90 days × 30 / days seen (30 at least); null while unseen. */
export const monthly = (days: CustomerDays, measure: Measure): number | null =>
  isSeen(days, QUARTER_DAYS) ? perMonth(days, mainSums(days)(measure, QUARTER_DAYS)) : null;

/** A sum of money over 90 days of categories; null while they are not known. */
export const categorySum90d = (days: CustomerDays, measure: CategoryMeasure): number | null =>
  isCategorised(days) ? Math.max(measure(quarterOf(days)), 0) / MONEY_UNIT : null;

/** Part of the spending of 90 days, 0 to 1; null while nothing was spent, or categories are not known. */
export const shareOfSpending90d = (days: CustomerDays, measure: CategoryMeasure): number | null => {
  const whole = mainSums(days)(spending, QUARTER_DAYS);
  if (whole <= 0 || !isCategorised(days)) return null;
  return clamp(measure(quarterOf(days)) / whole, 0, 1);
};

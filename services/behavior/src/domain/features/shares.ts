import type { CustomerDays } from './feature.ts';
import { categorisedCount, daysSeen, spending, transactionCount } from './measures.ts';
import { observedDays } from './observed-days.ts';
import { type Measure, MONEY_UNIT, mainSums } from './window-sums.ts';

const MONTH_DAYS = 30;
const QUARTER_DAYS = 90;

/** Whether the main account was seen within a window at all. */
export const isSeen = (days: CustomerDays, windowDays: number): boolean => mainSums(days)(daysSeen, windowDays) > 0;

/** Whether enough bookings have a category for what is read off categories to mean something: half of them. */
export const isCategorised = (days: CustomerDays, windowDays: number): boolean => {
  const sums = mainSums(days);
  const count = sums(transactionCount, windowDays);
  return count > 0 && sums(categorisedCount, windowDays) * 2 >= count;
};

/** Money of the main account per 30 days = sum over 90 days × 30 / days seen (30 at least); null while unseen. */
export const monthly = (days: CustomerDays, measure: Measure): number | null => {
  if (!isSeen(days, QUARTER_DAYS)) return null;
  const total = mainSums(days)(measure, QUARTER_DAYS) / MONEY_UNIT;
  return (total * MONTH_DAYS) / Math.max(observedDays(days, QUARTER_DAYS), MONTH_DAYS);
};

/** A sum of money over 90 days of categories; null while they are not known. */
export const categorySum90d = (days: CustomerDays, measure: Measure): number | null =>
  isCategorised(days, QUARTER_DAYS) ? Math.max(mainSums(days)(measure, QUARTER_DAYS), 0) / MONEY_UNIT : null;

/** Part of the spending of 90 days, 0 to 1; null while nothing was spent, or categories are not known. */
export const shareOfSpending90d = (days: CustomerDays, measure: Measure): number | null => {
  const sums = mainSums(days);
  const whole = sums(spending, QUARTER_DAYS);
  if (whole <= 0 || !isCategorised(days, QUARTER_DAYS)) return null;
  return Math.min(Math.max(sums(measure, QUARTER_DAYS) / whole, 0), 1);
};

/** A number held within bounds. */
export const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

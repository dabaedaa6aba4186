import { type DatedDay, dayNumber } from '../../features/feature.ts';

const WEEK_DAYS = 7;
const WEEKS_MAX = 26;

/**
 * What happened in each of the last whole weeks, weeks counted back from today: the sum of a number over the week's
 * days. Oldest first; from the first whole week on in which the customer was seen, 26 weeks at most.
 */
export const weeklyNumbersOf = (
  days: readonly DatedDay[],
  today: string,
  numberOf: (day: DatedDay) => number,
): number[] => {
  const [first] = days;
  if (!first) return [];
  const end = dayNumber(today);
  const daysAgo = (day: string): number => end - dayNumber(day);
  const weeks = Array<number>(Math.min(Math.floor((daysAgo(first.day) + 1) / WEEK_DAYS), WEEKS_MAX)).fill(0);
  for (const day of days) {
    const week = weeks.length - 1 - Math.floor(daysAgo(day.day) / WEEK_DAYS);
    if (week >= 0 && week < weeks.length) weeks[week]! += numberOf(day);
  }
  return weeks;
};

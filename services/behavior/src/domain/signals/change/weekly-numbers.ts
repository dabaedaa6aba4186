import { type DatedDay, daysBefore } from '../../features/feature.ts';

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
  const weeks: number[] = [];
  for (let week = 0; week < WEEKS_MAX; week += 1) {
    const from = daysBefore(today, (week + 1) * WEEK_DAYS - 1);
    if (from < first.day) break;
    const to = daysBefore(today, week * WEEK_DAYS);
    weeks.unshift(days.reduce((sum, day) => (day.day >= from && day.day <= to ? sum + numberOf(day) : sum), 0));
  }
  return weeks;
};

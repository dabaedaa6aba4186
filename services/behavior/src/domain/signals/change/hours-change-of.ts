import type { CustomerDays } from '../../features/feature.ts';
import { divergenceOf } from '../../features/rhythm/divergence.ts';
import { bookingHours, type HourCounts, hoursTell } from '../../features/rhythm/hour-counts.ts';
import { partsOfDay } from '../../features/rhythm/parts-of-day.ts';
import { dispersionOfShares } from './dispersion.ts';
import { pastWeeks, type Stretch, suretyOf, watchedWindows } from './watched-windows.ts';
import { weightOfEvidence } from './weight-of-evidence.ts';

const RECENT_COUNT_MIN = 10;
const PAST_COUNT_MIN = 30;
/**
 * With many payments the smallest shift is certain and means nothing: it has to be this large, in bits. About what two
 * bell curves show whose centres lie nine tenths of their spread apart.
 */
const SHIFT_MIN = 0.15;

/** Counts by the eight parts of the day, of working days and of weekends apart. */
const partsOfWeek = ({ byHour, weekendByHour }: HourCounts): number[] => {
  const working = byHour.map((count, hour) => count - weekendByHour[hour]!);
  return [...partsOfDay(working), ...partsOfDay(weekendByHour)];
};

/** As many as would tell as much if each were by itself (the effective sample; Kish 1965, Survey Sampling, 8.2). */
const independent = (counts: readonly number[], dispersion: number): number[] =>
  counts.map((count) => count / dispersion);

/**
 * How surely payments stand at other parts of the day, or at weekends instead of working days, than in the person's own
 * past: the weight of evidence for a difference between the last 2, 4 or 6 weeks and all before them, payments counted
 * for less by the dispersion of the weeks before; of the three the strongest, as a scan over where the change may lie
 * (Csörgő and Horváth 1997, Limit Theorems in Change-Point Analysis). Shifts below 0.15 bits count nothing. What is new
 * for longer becomes the past, so that a change fades by itself.
 * @returns 0 to 1 (`suretyOf`); null without a time zone, with too little to compare, and where the bank books in
 * batches
 */
export const hoursChangeOf = (days: CustomerDays): number | null => {
  const zone = days.person?.timeZone;
  if (!zone) return null;
  const hoursOf = (stretch: Stretch) => bookingHours(days, zone, stretch.days, stretch.endedDaysAgo);
  const compared = watchedWindows(days)
    .map((window) => ({ recent: hoursOf(window.recent), past: hoursOf(window.past) }))
    .filter(({ recent, past }) => recent.total >= RECENT_COUNT_MIN && past.total >= PAST_COUNT_MIN)
    .filter(({ recent, past }) => hoursTell(recent) && hoursTell(past))
    .map(({ recent, past }) => [partsOfWeek(recent), partsOfWeek(past)] as const);
  if (compared.length === 0) return null;
  const dispersion = dispersionOfShares(pastWeeks(days).map((week) => partsOfWeek(hoursOf(week))));
  const bans = compared
    .map(([recent, past]) => [independent(recent, dispersion), independent(past, dispersion)] as const)
    .filter(([recent, past]) => divergenceOf(recent, past) >= SHIFT_MIN)
    .map(([recent, past]) => weightOfEvidence(recent, past));
  return suretyOf(Math.max(0, ...bans));
};

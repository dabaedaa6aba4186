import { type CustomerDays, dayNumber } from '../../features/feature.ts';
import { HORIZON_DAYS } from '../../features/horizon.ts';
import { clamp } from '../../features/shares.ts';

/** When a change may have begun: whole weeks, so that weekdays are alike; two at least, for one odd week is none. */
const WATCHED_DAYS = [14, 28, 42] as const;
const WATCHED_DAYS_MAX = 42;
const WEEK_DAYS = 7;
/** A month has its own rhythm, and how weeks differ has to be seen: without so many before any watched, nothing is. */
const PAST_WEEKS_MIN = 4;
/** The odds from which a change begins to show, and at which it is certain, as powers of ten. */
const BANS_FROM = 1;
const BANS_FULL = 5;

/** A stretch of days: how many, and how many days ago it ended. */
export type Stretch = { readonly days: number; readonly endedDaysAgo: number };

/** How many days lie between the first that is known and today, both included, within the horizon. */
const seenDaysOf = ({ allDays: [first], today }: CustomerDays): number =>
  first ? Math.min(dayNumber(today) - dayNumber(first.day) + 1, HORIZON_DAYS) : 0;

/** The last 2, 4 and 6 weeks, each beside all that was before it; none while there are not four weeks before them. */
export const watchedWindows = (days: CustomerDays): { readonly recent: Stretch; readonly past: Stretch }[] => {
  const seenDays = seenDaysOf(days);
  if (seenDays < WATCHED_DAYS_MAX + PAST_WEEKS_MIN * WEEK_DAYS) return [];
  return WATCHED_DAYS.map((watched) => ({
    recent: { days: watched, endedDaysAgo: 0 },
    past: { days: seenDays - watched, endedDaysAgo: watched },
  }));
};

/** The whole weeks before any that is watched, the latest first: how weeks usually differ. */
export const pastWeeks = (days: CustomerDays): Stretch[] => {
  const count = Math.max(Math.floor((seenDaysOf(days) - WATCHED_DAYS_MAX) / WEEK_DAYS), 0);
  return Array.from({ length: count }, (_, week) => ({
    days: WEEK_DAYS,
    endedDaysAgo: WATCHED_DAYS_MAX + week * WEEK_DAYS,
  }));
};

/**
 * How sure a weight of evidence makes, 0 to 1: each power of ten of the odds is a quarter, from 10 : 1 on. 1,000 : 1 is
 * 0.5, for it is looked at every day, and 100,000 : 1 is 1.
 */
export const suretyOf = (bans: number): number =>
  Number(clamp((bans - BANS_FROM) / (BANS_FULL - BANS_FROM), 0, 1).toFixed(4));

import { type CustomerDays, dayNumber } from './feature.ts';

/** A week: below it a mean per day says more of the calendar than of the person. */
const DAYS_MIN = 7;

/** Over how many of the window's days the main account was seen: a mean of a new account is not diluted. */
export const observedDays = ({ mainDays, today }: CustomerDays, windowDays: number): number => {
  const first = mainDays[0]?.day ?? today;
  const known = dayNumber(today) - dayNumber(first) + 1;
  return Math.min(windowDays, Math.max(known, DAYS_MIN));
};

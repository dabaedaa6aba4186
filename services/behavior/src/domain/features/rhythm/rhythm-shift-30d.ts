import type { CustomerDays, Feature } from '../feature.ts';
import { totalOf } from '../total-of.ts';
import { divergenceOf } from './divergence.ts';
import { activityHours, bookingHours, hoursTell } from './hour-counts.ts';
import { partsOfDay } from './parts-of-day.ts';

const RECENT_DAYS = 30;
const BEFORE_DAYS = 90;
const COUNT_MIN = 20;

/** Hours of both windows, of apps and of bookings whose hours tell, by parts of the day. */
const partsOf = (days: CustomerDays, zone: string, windowDays: number, endedDaysAgo: number): number[] => {
  const bookings = bookingHours(days, zone, BEFORE_DAYS + RECENT_DAYS);
  const read = hoursTell(bookings) ? [activityHours, bookingHours] : [activityHours];
  const counts = read.map((hoursOf) => partsOfDay(hoursOf(days, zone, windowDays, endedDaysAgo).byHour));
  return counts.reduce((sum, parts) => sum.map((count, part) => count + parts[part]!));
};

/**
 * rhythm_shift_30d: how differently the hours of the day are used = Jensen–Shannon divergence between the parts of the
 * day of the last 30 days and of the 90 days before, of app events, and of bookings where their hours tell, less what
 * so few events show by accident; 0 as ever, 1 nothing in common. Null without a time zone or with fewer than 20
 * events in either. Unit: ratio.
 */
export const rhythmShift30d: Feature = {
  name: 'rhythm_shift_30d',
  unit: 'ratio',
  windowDays: RECENT_DAYS + BEFORE_DAYS,
  description: 'How much the hours of the day shifted within 30 days, from 0 (as ever) to 1.',
  formula: 'JSD₂(parts of the day of 30 days, of the 90 days before) − bias, at least 0',
  source: 'Lin 1991, IEEE Transactions on Information Theory 37; bias: Miller 1955, Grosse et al. 2002',
  readsFrom: ['LEDGER', 'APP'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    const zone = days.person?.timeZone;
    if (!zone) return null;
    const recent = partsOf(days, zone, RECENT_DAYS, 0);
    const before = partsOf(days, zone, BEFORE_DAYS, RECENT_DAYS);
    if (totalOf(recent) < COUNT_MIN || totalOf(before) < COUNT_MIN) return null;
    return divergenceOf(recent, before);
  },
};

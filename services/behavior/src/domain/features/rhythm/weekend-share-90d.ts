import type { CustomerDays, Feature } from '../feature.ts';
import { bookingHours, type HourCounts, hoursTell } from './hour-counts.ts';

const COUNT_MIN = 10;
/** Among so many bookings none at a weekend is the bank's doing: it books on working days. */
const NEVER_FROM = 20;

/** On which clock the days of bookings are right: the person's, but the calendar's where only dates are known. */
const dayCounts = (days: CustomerDays): HourCounts => {
  const calendar = bookingHours(days, 'UTC', 90);
  const zone = days.person?.timeZone;
  const isDateOnly = !hoursTell(calendar) && calendar.byHour[0]! * 2 > calendar.total;
  return zone && !isDateOnly ? bookingHours(days, zone, 90) : calendar;
};

/**
 * weekend_share_90d: the part of the transactions of 90 days that were booked on a Saturday or Sunday. Null with fewer
 * than 10 transactions, and with 20 or more of which none was: then the bank books on working days. Unit: ratio.
 */
export const weekendShare90d: Feature = {
  name: 'weekend_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the transactions of 90 days at weekends.',
  formula: 'transactions on Saturdays and Sundays local time / transactions, over 90 days',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    const { weekend, total } = dayCounts(days);
    if (total < COUNT_MIN || (weekend === 0 && total >= NEVER_FROM)) return null;
    return weekend / total;
  },
};

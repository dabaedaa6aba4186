import type { Feature } from '../feature.ts';
import { bookingHours, hoursTell } from './hour-counts.ts';

const COUNT_MIN = 10;
const NIGHT = [23, 0, 1, 2, 3, 4];

/**
 * night_share_90d: the part of the transactions of 90 days that were booked from 23 to 5 o'clock by the person's own
 * clock. Null without a time zone, with fewer than 10 transactions, and where four fifths stand in one hour: then the
 * bank books in batches and hours say nothing. Unit: ratio.
 */
export const nightShare90d: Feature = {
  name: 'night_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: "The part of the transactions of 90 days between 23 and 5 o'clock.",
  formula: "transactions from 23 to 5 o'clock local time / transactions, over 90 days",
  source: 'our own choice; night spending and distress: Muggleton et al. 2021, Nature Human Behaviour 5',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    const zone = days.person?.timeZone;
    if (!zone) return null;
    const counts = bookingHours(days, zone, 90);
    if (counts.total < COUNT_MIN || !hoursTell(counts)) return null;
    return NIGHT.reduce((sum, hour) => sum + counts.byHour[hour]!, 0) / counts.total;
  },
};

import { dayNumber, type Feature } from '../feature.ts';
import { HORIZON_DAYS } from '../horizon.ts';
import { activeDays } from './app-use.ts';

/**
 * days_since_seen: days since an app or the web was last used. Null for whom no app ever told anything within the
 * horizon of 180 days. Unit: days.
 */
export const daysSinceSeen: Feature = {
  name: 'days_since_seen',
  unit: 'days',
  windowDays: null,
  description: 'How many days ago an app or the web was last used.',
  formula: 'today − day of the last event of the customer',
  source: 'recency, of RFM (Hughes 1994)',
  readsFrom: ['APP'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    const last = activeDays(days, HORIZON_DAYS).at(-1);
    return last ? dayNumber(days.today) - dayNumber(last.day) : null;
  },
};

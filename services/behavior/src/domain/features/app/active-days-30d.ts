import type { Feature } from '../feature.ts';
import { activeDays, isAppUser } from './app-use.ts';

/**
 * active_days_30d: on how many of the last 30 days, UTC, an app or the web was used. Null for whom no app ever told
 * anything within the horizon. Unit: days.
 */
export const activeDays30d: Feature = {
  name: 'active_days_30d',
  unit: 'days',
  windowDays: 30,
  description: 'On how many of the last 30 days an app or the web was used.',
  formula: 'days of 30 with an event of the customer',
  source: 'active days, as in DAU/MAU',
  readsFrom: ['APP'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => (isAppUser(days) ? activeDays(days, 30).length : null),
};

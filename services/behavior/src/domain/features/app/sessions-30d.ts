import type { Feature } from '../feature.ts';
import { isAppUser, sessionsWithin } from './app-use.ts';

/**
 * sessions_30d: how often an app or the web was used within 30 days: sessions that senders name, and times of use that
 * lie more than half an hour apart; one over midnight, UTC, without a name counts on both days. Null for whom no app
 * ever told anything within the horizon. Unit: sessions.
 */
export const sessions30d: Feature = {
  name: 'sessions_30d',
  unit: 'sessions',
  windowDays: 30,
  description: 'How often an app or the web was used within 30 days.',
  formula: 'named sessions + times of use more than 30 minutes apart, of 30 days',
  source: 'session of 30 minutes: Google Analytics, Matomo',
  readsFrom: ['APP'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => (isAppUser(days) ? sessionsWithin(days, 30) : null),
};

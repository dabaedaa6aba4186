import type { Feature } from '../feature.ts';
import { activeDays, isAppUser } from './app-use.ts';

/**
 * devices_90d: on how many devices or browsers something was done within 90 days; they are told apart by a hash. Null
 * for whom no app ever told anything within the horizon. Unit: devices.
 */
export const devices90d: Feature = {
  name: 'devices_90d',
  unit: 'devices',
  windowDays: 90,
  description: 'On how many devices or browsers something was done within 90 days.',
  formula: 'distinct devices, browsers where there is no device, of 90 days',
  source: 'our own choice',
  readsFrom: ['APP'],
  dataClass: 'BEHAVIOURAL',
  value: (days) =>
    isAppUser(days) ? new Set(activeDays(days, 90).flatMap(({ devices }) => devices ?? [])).size : null,
};

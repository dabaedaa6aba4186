import type { ApplicationState } from '../activity-day.ts';
import { dayNumber, type Feature, within } from '../feature.ts';

/** What stands still for so long was given up, whatever nobody said. */
const STILL_DAYS = 14;

const GIVEN_UP = ['ABANDONED', 'WITHDRAWN'];

/**
 * applications_abandoned_90d: how many applications that moved within 90 days were abandoned or withdrawn, or stand
 * still since they were started for more than 14 days. Null where there was none. Unit: applications.
 */
export const applicationsAbandoned90d: Feature = {
  name: 'applications_abandoned_90d',
  unit: 'applications',
  windowDays: 90,
  description: 'How many applications were given up within 90 days.',
  formula: 'applications of 90 days whose last status is ABANDONED, WITHDRAWN, or STARTED for more than 14 days',
  source: 'our own choice',
  readsFrom: ['APP'],
  dataClass: 'FINANCIAL',
  value: ({ activity, today }) => {
    const last = new Map<string, ApplicationState & { readonly day: string }>();
    for (const { applications, day } of within(activity ?? [], today, 90)) {
      for (const id in applications) last.set(id, { ...applications[id]!, day });
    }
    if (last.size === 0) return null;
    const isStill = (day: string) => dayNumber(today) - dayNumber(day) > STILL_DAYS;
    return [...last.values()].filter(
      ({ status, day }) => GIVEN_UP.includes(status) || (status === 'STARTED' && isStill(day)),
    ).length;
  },
};

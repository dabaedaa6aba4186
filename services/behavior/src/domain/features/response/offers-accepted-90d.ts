import { type Feature, within } from '../feature.ts';

/**
 * offers_accepted_90d: how many offers were accepted within 90 days; help and service are none. Unit: offers.
 */
export const offersAccepted90d: Feature = {
  name: 'offers_accepted_90d',
  unit: 'offers',
  windowDays: 90,
  description: 'How many offers were accepted within 90 days.',
  formula: 'decisions with the outcome ACCEPTED within 90 days, without help and service',
  source: 'outcomes of decisioning',
  readsFrom: ['LOOP'],
  dataClass: 'BEHAVIOURAL',
  value: ({ activity, today }) =>
    within(activity ?? [], today, 90).reduce((sum, { offersAccepted = 0 }) => sum + offersAccepted, 0),
};

import { type Feature, within } from '../feature.ts';

/**
 * offers_dismissed_90d: how many offers were dismissed within 90 days; help and service are none. Unit: offers.
 */
export const offersDismissed90d: Feature = {
  name: 'offers_dismissed_90d',
  unit: 'offers',
  windowDays: 90,
  description: 'How many offers were dismissed within 90 days.',
  formula: 'decisions with the outcome DISMISSED within 90 days, without help and service',
  source: 'outcomes of decisioning',
  readsFrom: ['LOOP'],
  dataClass: 'BEHAVIOURAL',
  value: ({ activity, today }) =>
    within(activity ?? [], today, 90).reduce((sum, { offersDismissed = 0 }) => sum + offersDismissed, 0),
};

import { type Feature, within } from '../feature.ts';

/**
 * offers_seen_90d: how many offers were seen within 90 days; help and service are none. Unit: offers.
 */
export const offersSeen90d: Feature = {
  name: 'offers_seen_90d',
  unit: 'offers',
  windowDays: 90,
  description: 'How many offers were seen within 90 days.',
  formula: 'decisions with the outcome SEEN within 90 days, without help and service',
  source: 'outcomes of decisioning',
  readsFrom: ['LOOP'],
  dataClass: 'BEHAVIOURAL',
  value: ({ activity, today }) =>
    within(activity ?? [], today, 90).reduce((sum, { offersSeen = 0 }) => sum + offersSeen, 0),
};

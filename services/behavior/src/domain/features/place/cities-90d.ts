import { type Feature, within } from '../feature.ts';

/**
 * cities_90d: in how many cities purchases were made within 90 days; cities are counted, not named. Null where no
 * booking names one. Unit: cities.
 */
export const cities90d: Feature = {
  name: 'cities_90d',
  unit: 'cities',
  windowDays: 90,
  description: 'In how many cities purchases were made within 90 days.',
  formula: 'distinct cities of purchases of 90 days',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: ({ places, today }) => {
    const cities = new Set(within(places ?? [], today, 90).flatMap(({ place }) => Object.keys(place)));
    return cities.size === 0 ? null : cities.size;
  },
};

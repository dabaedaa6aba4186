import { feature } from '../signals/evidence/readings.ts';
import { costSeries, incomeSeries, RENT_WORDS } from '../signals/evidence/series-readings.ts';
import type { Archetype } from './archetype.ts';
import { seenDays } from './seen-days.ts';

const percent = (part: number): string => `${Math.round(part * 100)} %`;

/** How people live. */
export const WAYS_OF_LIFE: readonly Archetype[] = [
  {
    name: 'FAMILY',
    description: 'Brings up children.',
    bias: -2.2,
    ingredients: [
      {
        of: incomeSeries('child_benefit_series', ['kindergeld', 'familienkasse', 'child benefit', 'elterngeld']),
        from: 0,
        full: 1,
        weight: 3.2,
        say: () => 'a benefit for children comes regularly',
      },
      {
        of: costSeries('childcare_series', ['kita', 'kindergarten', 'nursery', 'childcare', 'daycare', 'school']),
        from: 0,
        full: 1,
        weight: 1.8,
        say: () => 'child care is paid regularly',
      },
      {
        of: feature('childcare_share_90d'),
        from: 0.01,
        full: 0.08,
        weight: 1.5,
        say: (part) => `${percent(part)} of spending go to child care`,
      },
    ],
  },
  {
    name: 'HOMEOWNER',
    description: 'Owns a home or pays one off.',
    bias: -2,
    ingredients: [
      {
        of: costSeries('mortgage_series', ['mortgage', 'baufinanz', 'hypothek', 'home loan', 'immobilienkredit']),
        from: 0,
        full: 1,
        weight: 4,
        say: () => 'a mortgage is paid off',
      },
      {
        of: costSeries('owner_series', ['homeowners', 'property tax', 'grundsteuer']),
        from: 0,
        full: 1,
        weight: 3,
        say: () => 'what only owners pay is paid',
      },
      { of: costSeries('rent_series', RENT_WORDS), from: 0, full: 1, weight: -1.5, say: () => 'rent is paid' },
    ],
  },
  {
    name: 'TRAVELLER',
    description: 'Is often away.',
    bias: -2.5,
    ingredients: [
      {
        of: feature('travel_share_90d'),
        from: 0.03,
        full: 0.15,
        weight: 2.2,
        say: (part) => `${percent(part)} of spending go to travel`,
      },
      {
        of: feature('away_share_30d'),
        from: 0.05,
        full: 0.4,
        weight: 1.5,
        say: (part) => `${percent(part)} of payments are made away from home`,
      },
      {
        of: feature('foreign_currency_share_90d'),
        from: 0.02,
        full: 0.2,
        weight: 1.5,
        say: (part) => `${percent(part)} of payments are in other currencies`,
      },
      { of: feature('cities_90d'), from: 3, full: 8, weight: 1, say: (count) => `payments in ${count} cities` },
    ],
  },
  {
    name: 'NEWCOMER',
    description: 'Has not been with the bank for long.',
    bias: -3,
    ingredients: [
      { of: seenDays, from: 90, full: 20, weight: 4.5, say: (days) => `seen for ${Math.round(days)} days` },
    ],
  },
];

import { declareSignal } from '../declare-signal.ts';
import { feature, signs } from '../evidence/readings.ts';
import { newCostSeries, RENT_WORDS } from '../evidence/series-readings.ts';

const removals = signs('moving_payments_30d', {
  direction: 'OUT',
  categories: ['GENERAL_SERVICES_STORAGE'],
  mccs: ['4214', '4225'],
  words: ['umzug', 'removals', 'movers', 'moving company', 'van hire', 'kaution', 'rental deposit', 'nachsende'],
});

const furnishing = signs('furnishing_payments_30d', {
  direction: 'OUT',
  categories: ['HOME_IMPROVEMENT_FURNITURE', 'HOME_IMPROVEMENT_HARDWARE'],
  mccs: ['5712', '5713', '5719', '5200'],
});

/** MOVING: somebody moves to another home: removals, a new rent, new utilities, furniture. */
export const moving = declareSignal({
  kind: 'MOVING',
  version: 1,
  title: 'Likelihood of moving',
  description: 'Somebody moves to another home.',
  dwellDays: 14,
  ingredients: [
    { of: removals, from: 0, full: 2, weight: 0.6, say: (count) => `${count} payments as for a removal` },
    {
      of: newCostSeries('new_rent_series', RENT_WORDS),
      from: 0,
      full: 1,
      weight: 0.45,
      say: () => 'a new rent has begun',
    },
    {
      of: newCostSeries('new_utility_series', ['strom', 'energy', 'electric', 'gas', 'wasser', 'water', 'broadband']),
      from: 0,
      full: 2,
      weight: 0.4,
      say: (count) => `${count} new utilities`,
    },
    {
      of: furnishing,
      from: 2,
      full: 6,
      weight: 0.25,
      say: (count) => `${count} payments for furniture and tools within 30 days`,
    },
    {
      of: feature('home_improvement_share_90d'),
      from: 0.1,
      full: 0.4,
      weight: 0.2,
      say: (part) => `${Math.round(part * 100)} % of spending goes to the home`,
    },
  ],
  sentences: {
    NONE: 'Your address matters look settled.',
    LOW: 'If you are about to move, you can tell us your new address here.',
    MEDIUM: 'If you are moving: your new address and standing orders can be changed in one go.',
    HIGH: 'If you have moved: tell us your new address, and we help with the standing orders.',
  },
});

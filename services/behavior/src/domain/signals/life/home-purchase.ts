import { declareSignal } from '../declare-signal.ts';
import { feature, signs } from '../evidence/readings.ts';
import { newCostSeries } from '../evidence/series-readings.ts';

const purchases = signs('home_buying_payments_30d', {
  direction: 'OUT',
  mccs: ['6513'],
  words: ['notar', 'conveyanc', 'escrow', 'grunderwerbsteuer', 'stamp duty', 'makler', 'estate agent', 'title company'],
});

/**
 * HOME_PURCHASE: somebody saves for a home, is buying one, or just has. A high rate of saving is a first suspicion and
 * no more; notaries, duties and a new mortgage tell. Rent and furniture alone are moving, not buying.
 */
export const homePurchase = declareSignal({
  kind: 'HOME_PURCHASE',
  version: 1,
  title: 'Likelihood of a home purchase',
  description: 'Somebody saves for a home, is buying one, or just has.',
  dwellDays: 14,
  ingredients: [
    {
      of: purchases,
      from: 0,
      full: 2,
      weight: 0.65,
      say: (count) => `${count} payments as for buying a home within 30 days`,
    },
    {
      of: newCostSeries('new_mortgage_series', ['mortgage', 'baufinanz', 'hypothek', 'immobilienkredit', 'home loan']),
      from: 0,
      full: 1,
      weight: 0.6,
      say: () => 'a mortgage has begun',
    },
    {
      of: feature('saving_rate_90d'),
      from: 0.2,
      full: 0.5,
      weight: 0.35,
      say: (part) => `${Math.round(part * 100)} % of income is saved`,
    },
    {
      of: feature('home_improvement_share_90d'),
      from: 0.08,
      full: 0.35,
      weight: 0.25,
      say: (part) => `${Math.round(part * 100)} % of spending goes to the home`,
    },
  ],
  sentences: {
    NONE: 'No larger plans can be seen on your account.',
    LOW: 'You are putting a good deal aside. If you have a plan for it, we are glad to work it out with you.',
    MEDIUM: 'You seem to be planning something larger. We are glad to work it out with you.',
    HIGH: 'You seem to be in the middle of something large. If questions come up, ask us.',
  },
});

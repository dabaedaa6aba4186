import { declareSignal } from '../declare-signal.ts';
import { feature, isSpending } from '../evidence/readings.ts';

/**
 * IMPULSIVITY: money is spent on the spur of the moment, by night, in bursts, decided within minutes (markers after
 * Rook 1987, Journal of Consumer Research 14, and Muggleton et al. 2021, Nature Human Behaviour 5, on gambling). It may
 * slow an offer down, by time to think it over, and never speed one up: nothing is proposed because of it.
 */
export const impulsivity = declareSignal({
  kind: 'IMPULSIVITY',
  version: 1,
  title: 'Spending on the spur of the moment',
  description: 'Money is spent on the spur of the moment. May slow an offer down, never speed it up.',
  dwellDays: 14,
  ingredients: [
    {
      of: feature('night_share_90d'),
      from: 0.12,
      full: 0.4,
      weight: 0.3,
      say: (part) => `${Math.round(part * 100)} % of payments are made by night`,
    },
    {
      of: feature('spending_zscore_7d', isSpending),
      from: 1.5,
      full: 4,
      weight: 0.35,
      say: (z) => `spending of the week lies ${z} deviations above the person's own`,
    },
    {
      of: feature('gambling_share_90d'),
      from: 0.01,
      full: 0.15,
      weight: 0.45,
      say: (part) => `${Math.round(part * 100)} % of spending goes to games of chance`,
    },
    {
      of: feature('decision_minutes_90d'),
      from: 10,
      full: 1,
      weight: 0.3,
      say: (minutes) => `offers are decided on within ${Math.round(minutes)} minutes`,
    },
    {
      of: feature('cash_advances_90d'),
      from: 0,
      full: 3,
      weight: 0.2,
      say: () => 'cash was drawn on credit within 90 days',
    },
  ],
  sentences: {
    NONE: 'You spend evenly.',
    LOW: 'Your spending goes up and down. A budget per week can make that easier.',
    MEDIUM:
      'Your spending goes up and down a good deal. A limit of your own choosing can help: you set it, you lift it.',
    HIGH: 'Your spending goes up and down a lot. You can give yourself time to think before larger payments.',
  },
});

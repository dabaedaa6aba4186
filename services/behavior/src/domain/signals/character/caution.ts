import { declareSignal } from '../declare-signal.ts';
import { feature } from '../evidence/readings.ts';

/**
 * CAUTION: somebody takes time, keeps a cushion and steps back from what does not convince them. Precautionary saving
 * as in Carroll 1997 (Quarterly Journal of Economics 112); the rest is our own choice. A cautious person is given facts
 * and time, and is not pressed.
 */
export const caution = declareSignal({
  kind: 'CAUTION',
  version: 1,
  title: 'Caution',
  description: 'Somebody takes time, keeps a cushion and steps back from what does not convince them.',
  dwellDays: 30,
  ingredients: [
    {
      of: feature('buffer_days'),
      from: 45,
      full: 180,
      weight: 0.4,
      say: (days) => `the balance covers ${Math.round(days)} days of essentials`,
    },
    {
      of: feature('saving_rate_90d'),
      from: 0.08,
      full: 0.35,
      weight: 0.35,
      say: (part) => `${Math.round(part * 100)} % of income is saved`,
    },
    {
      of: feature('decision_minutes_90d'),
      from: 60,
      full: 2_880,
      weight: 0.3,
      say: (minutes) => `offers are decided on after ${Math.round(minutes / 60)} hours`,
    },
    {
      of: feature('applications_abandoned_90d'),
      from: 0,
      full: 3,
      weight: 0.2,
      say: (count) => `${count} applications were begun and left`,
    },
  ],
  sentences: {
    NONE: 'You decide quickly.',
    LOW: 'You keep something back for a rainy day.',
    MEDIUM: 'You keep a good cushion and take your time. Well done.',
    HIGH: 'You keep a large cushion and think things through. Well done.',
  },
});

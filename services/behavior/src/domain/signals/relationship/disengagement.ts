import { declareSignal } from '../declare-signal.ts';
import { feature, featureGiven } from '../evidence/readings.ts';

const SEEN = 'days_since_seen';

/**
 * DISENGAGEMENT: somebody who used the bank's apps and answered its messages does so less and less. Recency and
 * frequency as in Buckinx and Van den Poel 2005 (European Journal of Operational Research 164). Nobody who was never
 * there leaves: without a visit it cannot be told.
 */
export const disengagement = declareSignal({
  kind: 'DISENGAGEMENT',
  version: 1,
  title: 'A fading interest',
  description: 'Somebody who used the apps and answered messages does so less and less.',
  dwellDays: 7,
  ingredients: [
    { of: feature(SEEN), from: 10, full: 60, weight: 0.7, say: (days) => `last seen ${Math.round(days)} days ago` },
    {
      of: featureGiven('sessions_30d', SEEN),
      from: 2,
      full: 0,
      weight: 0.3,
      say: (count) => `${count} visits within 30 days`,
    },
    {
      of: featureGiven('active_days_30d', SEEN),
      from: 3,
      full: 0,
      weight: 0.2,
      say: (days) => `active on ${days} of 30 days`,
    },
    {
      of: feature('message_response_90d'),
      from: 0.2,
      full: 0,
      weight: 0.25,
      say: () => 'messages stay without an answer',
    },
  ],
  sentences: {
    NONE: 'Good to see you.',
    LOW: 'We have not seen you for a while. Everything is in order.',
    MEDIUM: 'We have not seen you for some time. If something bothers you, we would like to hear it.',
    HIGH: 'It has been long since we saw you. If we can do something better, tell us.',
  },
});

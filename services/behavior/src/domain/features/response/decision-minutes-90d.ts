import { type Feature, within } from '../feature.ts';

/**
 * decision_minutes_90d: how long it takes to decide = median of the minutes from first having seen an offer to
 * accepting or dismissing it, of offers answered within 90 days. Null without any. Unit: minutes.
 */
export const decisionMinutes90d: Feature = {
  name: 'decision_minutes_90d',
  unit: 'minutes',
  windowDays: 90,
  description: 'How many minutes it usually takes to accept or dismiss an offer.',
  formula: 'median(answered at − first seen at) over offers answered within 90 days',
  source: 'median: robust against the offer left lying for a week',
  readsFrom: ['LOOP'],
  dataClass: 'BEHAVIOURAL',
  value: ({ activity, today }) => {
    const minutes = within(activity ?? [], today, 90)
      .flatMap(({ decisionMinutes }) => decisionMinutes ?? [])
      .sort((a, b) => a - b);
    if (minutes.length === 0) return null;
    const middle = Math.floor(minutes.length / 2);
    return minutes.length % 2 === 1 ? minutes[middle]! : (minutes[middle - 1]! + minutes[middle]!) / 2;
  },
};

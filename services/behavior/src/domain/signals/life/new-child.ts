import { declareSignal } from '../declare-signal.ts';
import { feature, signs } from '../evidence/readings.ts';
import { newIncomeSeries } from '../evidence/series-readings.ts';
import { SENSITIVE_SENTENCES } from '../sensitive-sentences.ts';

const equipment = signs('baby_payments_30d', {
  direction: 'OUT',
  mccs: ['5641'],
  words: ['baby', 'babymarkt', 'kinderwagen', 'maternity', 'hebamme', 'midwife'],
});

const BENEFIT_WORDS = ['kindergeld', 'familienkasse', 'child benefit', 'elterngeld', 'parental', 'mutterschaft'];

/**
 * NEW_CHILD: a child may have come or be coming. Whoever lost one must never hear of it from a bank: two ingredients
 * must agree before anything is said, nothing is ever congratulated on, and nobody is sold anything by it.
 */
export const newChild = declareSignal({
  kind: 'NEW_CHILD',
  version: 1,
  title: 'Likelihood of a new child',
  description: 'A child may have come or be coming. Never for marketing.',
  isSensitive: true,
  dwellDays: 30,
  ingredients: [
    {
      of: newIncomeSeries('new_child_benefit_series', BENEFIT_WORDS),
      from: 0,
      full: 1,
      weight: 0.48,
      say: () => 'a benefit for children has begun',
    },
    { of: equipment, from: 1, full: 5, weight: 0.45, say: (count) => `${count} payments as for a small child` },
    {
      of: feature('childcare_share_90d'),
      from: 0.03,
      full: 0.15,
      weight: 0.3,
      say: (part) => `${Math.round(part * 100)} % of spending goes to child care`,
    },
  ],
  sentences: SENSITIVE_SENTENCES,
});

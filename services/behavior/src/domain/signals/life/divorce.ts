import { declareSignal } from '../declare-signal.ts';
import { signs } from '../evidence/readings.ts';
import { costSeries, RENT_WORDS } from '../evidence/series-readings.ts';
import { SENSITIVE_SENTENCES } from '../sensitive-sentences.ts';

const maintenance = signs('maintenance_payments_30d', {
  words: ['unterhalt', 'alimony', 'child support', 'child maintenance', 'spousal', 'scheidung', 'divorce'],
});

const lawyers = signs('legal_payments_30d', {
  direction: 'OUT',
  categories: ['GENERAL_SERVICES_CONSULTING_AND_LEGAL'],
  mccs: ['8111'],
  words: ['rechtsanw', 'solicitor', 'attorney', 'familiengericht', 'family court'],
});

/**
 * DIVORCE: a household may be parting. Lawyers, maintenance and a second rent each have many other reasons, so two must
 * agree before anything is said, and it serves protection alone, as one of the life events behind VULNERABILITY.
 */
export const divorce = declareSignal({
  kind: 'DIVORCE',
  version: 1,
  title: 'Likelihood of a household parting',
  description: 'A household may be parting. Serves protection alone.',
  isSensitive: true,
  dwellDays: 30,
  ingredients: [
    { of: maintenance, from: 0, full: 1, weight: 0.45, say: (count) => `${count} payments of maintenance` },
    { of: lawyers, from: 0, full: 2, weight: 0.4, say: (count) => `${count} payments to lawyers or courts` },
    {
      of: costSeries('rent_series', RENT_WORDS),
      from: 1,
      full: 2,
      weight: 0.35,
      say: (count) => `${count} rents are paid`,
    },
  ],
  sentences: SENSITIVE_SENTENCES,
});

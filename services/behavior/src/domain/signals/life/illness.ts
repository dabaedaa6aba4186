import { declareSignal } from '../declare-signal.ts';
import { feature, signs } from '../evidence/readings.ts';
import { SENSITIVE_SENTENCES } from '../sensitive-sentences.ts';

const treatments = signs('treatment_payments_30d', {
  direction: 'OUT',
  categories: ['MEDICAL_PRIMARY_CARE', 'MEDICAL_NURSING_CARE', 'MEDICAL_OTHER_MEDICAL'],
  mccs: ['8011', '8050', '8062', '8071', '8099'],
});

const sickPay = signs('sick_pay_30d', {
  direction: 'IN',
  words: ['krankengeld', 'sick pay', 'statutory sick', 'disability benefit', 'pflegegeld', 'attendance allowance'],
});

/**
 * ILLNESS: care for a sick person has become a part of life. A guess about health (GDPR art. 9): two ingredients must
 * agree before anything is said, and it serves protection alone, as one of the life events behind VULNERABILITY.
 */
export const illness = declareSignal({
  kind: 'ILLNESS',
  version: 1,
  title: 'Likelihood of an illness in the household',
  description: 'Care for a sick person may have become a part of life. Serves protection alone.',
  isSensitive: true,
  dwellDays: 30,
  ingredients: [
    {
      of: feature('medical_share_90d'),
      from: 0.1,
      full: 0.35,
      weight: 0.45,
      say: (part) => `${Math.round(part * 100)} % of spending goes to health`,
    },
    { of: sickPay, from: 0, full: 1, weight: 0.48, say: () => 'sick pay or an allowance for care comes in' },
    {
      of: treatments,
      from: 3,
      full: 9,
      weight: 0.4,
      say: (count) => `${count} payments for treatment within 30 days`,
    },
  ],
  sentences: SENSITIVE_SENTENCES,
});

import type { Feature } from '../feature.ts';
import { incomeByPayer } from './income-payers.ts';

const PART_MIN = 0.05;

/**
 * income_sources_90d: how many payers gave a twentieth or more of the income of 90 days. A payer is the merchant that
 * the booking names, else the words of its text. Null without income. Unit: payers.
 */
export const incomeSources90d: Feature = {
  name: 'income_sources_90d',
  unit: 'payers',
  windowDays: 90,
  description: 'From how many payers income came within 90 days.',
  formula: 'payers with 5 % or more of the income of 90 days',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const payers = incomeByPayer(days);
    const whole = payers.reduce((sum, amount) => sum + amount, 0);
    return whole === 0 ? null : payers.filter((amount) => amount >= PART_MIN * whole).length;
  },
};

import type { Feature } from '../feature.ts';
import { incomeByPayer } from './income-payers.ts';

/**
 * income_largest_share_90d: the part of the income of 90 days that came from the payer who gave most. Null without
 * income. Unit: ratio.
 */
export const incomeLargestShare90d: Feature = {
  name: 'income_largest_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the income of 90 days that rests on one payer.',
  formula: 'income from the largest payer / income, over 90 days',
  source: 'concentration ratio CR1 (Hall and Tideman 1967)',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const payers = incomeByPayer(days);
    const whole = payers.reduce((sum, amount) => sum + amount, 0);
    return whole === 0 ? null : payers[0]! / whole;
  },
};

import type { Feature } from '../feature.ts';
import { essential, spending } from '../measures.ts';
import { clamp } from '../shares.ts';
import { mainSums } from '../window-sums.ts';

/**
 * essential_share_90d: the part of the spending of 90 days that one cannot do without: by category where a booking has
 * one, else by merchant code; what has neither counts. Null while nothing was spent. Unit: ratio.
 */
export const essentialShare90d: Feature = {
  name: 'essential_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the spending of 90 days that one cannot do without.',
  formula: 'essential spending / spending, over 90 days',
  source: 'needs of the 50/30/20 rule (Warren and Tyagi 2005, All Your Worth); which categories: our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const sums = mainSums(days);
    const whole = sums(spending, 90);
    return whole <= 0 ? null : clamp(sums(essential, 90) / whole, 0, 1);
  },
};

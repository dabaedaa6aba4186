import { type Category, primaryOf } from '../../enrichment/taxonomy.ts';
import { quarterOf } from '../category-quarter.ts';
import type { Feature } from '../feature.ts';
import { isCategorised } from '../shares.ts';
import { unitsOf } from '../window-sums.ts';

/** Plaid's primary categories that money is spent on: all but income and transfers in. */
const SPENT_ON = 14;

/**
 * category_entropy_90d: how evenly the spending of 90 days is spread over Plaid's primary categories = Shannon's
 * entropy of their shares / ln 14; 0: all on one, 1: alike on all. Null while categories are not known. Unit: ratio.
 */
export const categoryEntropy90d: Feature = {
  name: 'category_entropy_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'How varied the spending of 90 days was, from 0 (all on one thing) to 1 (alike on everything).',
  formula: '−Σ p ln p / ln 14 over the shares p of primary categories',
  source: 'Shannon 1948, A Mathematical Theory of Communication, 6; normalised (Pielou 1966)',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    if (!isCategorised(days)) return null;
    const sums = new Map<string, number>();
    for (const [category, { out, refunded }] of Object.entries(quarterOf(days).byCategory ?? {})) {
      const primary = primaryOf(category as Category);
      sums.set(primary, (sums.get(primary) ?? 0) + unitsOf(out) - unitsOf(refunded));
    }
    // In one order, so that the same shares always give the same last digit.
    const spent = [...sums.values()].filter((sum) => sum > 0).sort((a, b) => a - b);
    const whole = spent.reduce((sum, part) => sum + part, 0);
    if (whole === 0) return null;
    const entropy = spent.reduce((sum, part) => sum - (part / whole) * Math.log(part / whole), 0);
    return Math.max(0, entropy / Math.log(SPENT_ON));
  },
};

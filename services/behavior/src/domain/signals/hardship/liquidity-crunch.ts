import { declareSignal } from '../declare-signal.ts';
import type { Reading } from '../evidence/ingredient.ts';
import { feature, isSpending, share } from '../evidence/readings.ts';
import { daysUntilPay } from '../evidence/series-readings.ts';
import { valueOf } from '../signal.ts';

/** Days of essentials that are missing until pay comes next = days until pay − buffer_days; below zero is plenty. */
const daysShort: Reading = {
  name: 'days_short_until_pay',
  unit: 'days',
  valueOf: (subject) => {
    const [buffer, until] = [valueOf(subject.features, 'buffer_days'), daysUntilPay(subject)];
    return buffer === null || until === null ? null : until - buffer;
  },
  isBehind: isSpending,
};

/**
 * LIQUIDITY_CRUNCH: the money at hand will not last until more comes. Narrower than financial stress: somebody with
 * savings elsewhere may be short for a week and in no trouble at all. Weights are our own choice; what a thin buffer
 * means: Farrell and Greig 2016, Paychecks, Paydays, and the Online Platform Economy (JPMorgan Chase Institute).
 */
export const liquidityCrunch = declareSignal({
  kind: 'LIQUIDITY_CRUNCH',
  version: 1,
  title: 'A shortage before the next pay',
  description: 'The money at hand will not last until more comes.',
  dwellDays: 2,
  ingredients: [
    {
      of: daysShort,
      from: 0,
      full: 10,
      weight: 0.55,
      say: (days) => `essentials of ${Math.round(days)} days are not covered until the next pay`,
    },
    {
      of: feature('buffer_days', isSpending),
      from: 7,
      full: 0,
      weight: 0.45,
      say: (days) => `the balance covers ${days} days of essentials`,
    },
    {
      of: feature('negative_balance_days_30d'),
      from: 0,
      full: 7,
      weight: 0.4,
      say: (days) => `below zero on ${days} of 30 days`,
    },
    {
      of: share('spending_to_income', 'spending_monthly', 'income_monthly'),
      from: 1,
      full: 1.4,
      weight: 0.25,
      say: (ratio) => `spending is ${Math.round(ratio * 100)} % of income`,
    },
    {
      of: feature('overdraft_fees_90d'),
      from: 0,
      full: 1,
      weight: 0.15,
      say: () => 'an overdraft was paid for within 90 days',
    },
    {
      of: feature('cash_advances_90d'),
      from: 0,
      full: 2,
      weight: 0.25,
      say: () => 'cash was drawn on credit within 90 days',
    },
  ],
  sentences: {
    NONE: 'Your money should last until more comes in.',
    LOW: 'It may get a little close before your next income. A look at what is due helps to plan.',
    MEDIUM: 'Money may run short before your next income. We can help you move what is due.',
    HIGH: 'Money will probably run short before your next income. Let us move or spread what is due, free of charge.',
  },
});

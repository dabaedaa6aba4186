import { declareSignal } from '../declare-signal.ts';
import { feature, isIncome } from '../evidence/readings.ts';
import { runningPay } from '../evidence/series-readings.ts';

/**
 * INCOME_STABILITY: how dependably money comes in. The opposite of income volatility as Hannagan and Morduch 2015 (US
 * Financial Diaries) describe it: regular, of known source, without a drop. Irregular income is no fault; this says
 * only how far ahead one can plan.
 */
export const incomeStability = declareSignal({
  kind: 'INCOME_STABILITY',
  version: 1,
  title: 'Dependable income',
  description: 'How dependably money comes in.',
  dwellDays: 14,
  ingredients: [
    {
      of: feature('income_regularity_180d', isIncome),
      from: 0.4,
      full: 0.95,
      weight: 0.6,
      say: (part) => `regularity of income is ${Math.round(part * 100)} %`,
    },
    { of: runningPay, from: 0, full: 1, weight: 0.45, say: (count) => `${count} series of pay run` },
    {
      of: feature('income_drop_30d'),
      from: 0.3,
      full: 0,
      weight: 0.15,
      say: () => 'no income of the last 30 days is missing',
    },
  ],
  sentences: {
    NONE: 'Your income differs from month to month: a cushion of your own makes that easier.',
    LOW: 'Part of your income comes regularly.',
    MEDIUM: 'Most of your income comes regularly.',
    HIGH: 'Your income comes very regularly.',
  },
});

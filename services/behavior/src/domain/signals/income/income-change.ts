import { income } from '../../features/measures.ts';
import { changeOf } from '../change/change-of.ts';
import { weeklyNumbersOf } from '../change/weekly-numbers.ts';
import { declareSignal } from '../declare-signal.ts';
import type { Reading } from '../evidence/ingredient.ts';
import { feature, isIncome } from '../evidence/readings.ts';
import { payOverdueDays } from '../evidence/series-readings.ts';

/** How surely the weekly income of the main account left its own past, up or down, 0 to 1. */
const weeklyIncomeChange: Reading = {
  name: 'weekly_income_change',
  unit: 'ratio',
  valueOf: ({ days: { mainDays, today } }) => {
    const weekly = weeklyNumbersOf(mainDays, today, income);
    return weekly.length === 0 ? null : changeOf(weekly).score;
  },
  isBehind: isIncome,
};

/**
 * INCOME_CHANGE: what comes in differs from the customer's own past, whichever way. Score from `changeOf` over weekly
 * income (LOW at 0.25, a sum of 4.5 deviations), from what did not come within 30 days, and from overdue pay. Delay and
 * false alarms of `changeOf` are measured on customers with known onset.
 */
export const incomeChange = declareSignal({
  kind: 'INCOME_CHANGE',
  version: 2,
  title: 'A change of income',
  description: 'What comes in differs from what used to come, in either direction.',
  dwellDays: 7,
  ingredients: [
    {
      of: weeklyIncomeChange,
      from: 0,
      full: 1,
      weight: 0.9,
      say: () => 'weekly income has left the range of the weeks before',
    },
    {
      of: feature('income_drop_30d', isIncome),
      from: 0.15,
      full: 0.7,
      weight: 0.55,
      say: (drop) => `income is down ${Math.round(drop * 100)} % against the 60 days before`,
    },
    {
      of: payOverdueDays,
      from: 0,
      full: 14,
      weight: 0.45,
      say: (days) => `pay is ${Math.round(days)} days overdue beyond its usual delay`,
    },
  ],
  sentences: {
    NONE: 'Your income comes as usual.',
    LOW: 'Your income has looked a little different lately.',
    MEDIUM: 'Your income has changed. A fresh look at your budget may be worthwhile.',
    HIGH: 'Your income has clearly changed. We are glad to look at what that means for your plans with you.',
  },
});

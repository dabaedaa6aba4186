import { changeOf } from '../change/change-of.ts';
import { weeklyNumbersOf } from '../change/weekly-numbers.ts';
import { declareSignal } from '../declare-signal.ts';
import type { Reading } from '../evidence/ingredient.ts';
import { payOverdueDays } from '../evidence/series-readings.ts';
import { disengagement } from './disengagement.ts';

/** How surely the weekly number of transactions fell below its own past, 0 to 1. */
const quieter: Reading = {
  name: 'weekly_transactions_fall',
  unit: 'ratio',
  valueOf: ({ days: { allDays, today } }) => {
    const weekly = weeklyNumbersOf(allDays, today, ({ transactionCount }) => transactionCount);
    const { direction, score } = changeOf(weekly);
    return weekly.length === 0 ? null : direction === 'DOWN' ? score : 0;
  },
};

/** Days since money last moved on any account; null where it never did. */
const idleDays: Reading = {
  name: 'days_since_transaction',
  unit: 'days',
  valueOf: ({ days: { allDays, today } }) => {
    const last = allDays.findLast(({ transactionCount }) => transactionCount > 0)?.day;
    return last === undefined ? null : (Date.parse(today) - Date.parse(last)) / 86_400_000;
  },
};

/**
 * CHURN: the customer is moving their money matters elsewhere, as a rule by degrees (partial defection, Buckinx and Van
 * den Poel 2005): fewer transactions than their own past, pay that stopped coming here, an account at rest. Pay that
 * stopped may as well be a lost job, so it weighs little by itself.
 */
export const churn = declareSignal({
  kind: 'CHURN',
  version: 1,
  title: 'Likelihood of leaving',
  description: 'The customer is moving their money matters elsewhere.',
  dwellDays: 14,
  ingredients: [
    { of: quieter, from: 0, full: 1, weight: 0.55, say: () => 'fewer transactions than in the weeks before' },
    {
      of: idleDays,
      from: 14,
      full: 60,
      weight: 0.6,
      say: (days) => `nothing moved for ${Math.round(days)} days`,
    },
    {
      of: payOverdueDays,
      from: 5,
      full: 30,
      weight: 0.3,
      say: (days) => `pay is ${Math.round(days)} days overdue: it may go elsewhere`,
    },
    {
      of: { name: 'disengagement', unit: 'ratio', valueOf: (subject) => disengagement.assess(subject).score },
      from: 0.25,
      full: 0.9,
      weight: 0.3,
      say: () => 'apps and messages are used less',
    },
  ],
  sentences: {
    NONE: 'Thank you for banking with us.',
    LOW: 'Your account has been quieter lately. Everything is in order.',
    MEDIUM: 'Your account has become quiet. If something does not suit you, we would like to hear it.',
    HIGH: 'Your account has come to rest. If you want to close it or stay, we make either easy.',
  },
});

import { declareSignal } from '../declare-signal.ts';
import { feature } from '../evidence/readings.ts';

/**
 * FINANCIAL_DISCIPLINE: spending stays below income, something is put aside, and nothing bounces. Behaviours of the
 * CFPB's Financial Well-Being work (2015) that transactions show. The absence of trouble alone is a first sign and no
 * more: discipline shows in what is put aside.
 */
export const financialDiscipline = declareSignal({
  kind: 'FINANCIAL_DISCIPLINE',
  version: 1,
  title: 'Financial discipline',
  description: 'Spending stays below income, something is put aside, and nothing bounces.',
  dwellDays: 30,
  ingredients: [
    {
      of: feature('saving_rate_90d'),
      from: 0.02,
      full: 0.2,
      weight: 0.6,
      say: (part) => `${Math.round(part * 100)} % of income is put aside`,
    },
    {
      of: feature('buffer_days'),
      from: 10,
      full: 60,
      weight: 0.35,
      say: (days) => `the balance covers ${Math.round(days)} days of essentials`,
    },
    {
      of: feature('negative_balance_days_30d'),
      from: 2,
      full: 0,
      weight: 0.07,
      say: () => 'hardly ever below zero',
    },
    { of: feature('returned_payments_30d'), from: 1, full: 0, weight: 0.07, say: () => 'nothing was returned' },
    { of: feature('bank_fees_90d'), from: 1, full: 0, weight: 0.03, say: () => 'no fees within 90 days' },
  ],
  sentences: {
    NONE: 'Small steps help: a little put aside on payday is soon a cushion.',
    LOW: 'Your account is in order.',
    MEDIUM: 'Your account is in good order and you put something aside. Well done.',
    HIGH: 'Your money is in very good order. Well done.',
  },
});

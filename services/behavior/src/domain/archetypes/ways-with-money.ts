import { investingShare, investmentPayments } from '../signals/character/investment-signs.ts';
import { feature, share } from '../signals/evidence/readings.ts';
import { costSeries } from '../signals/evidence/series-readings.ts';
import type { Archetype } from './archetype.ts';

const percent = (part: number): string => `${Math.round(part * 100)} %`;

/** What people do with money. */
export const WAYS_WITH_MONEY: readonly Archetype[] = [
  {
    name: 'SAVER',
    description: 'Puts aside much of what comes in.',
    bias: -2,
    ingredients: [
      {
        of: feature('saving_rate_90d'),
        from: 0.05,
        full: 0.25,
        weight: 3.5,
        say: (part) => `${percent(part)} of income are saved`,
      },
      {
        of: feature('buffer_days'),
        from: 30,
        full: 120,
        weight: 1,
        say: (days) => `the balance covers ${Math.round(days)} days of essentials`,
      },
      {
        of: feature('negative_balance_days_30d'),
        from: 0,
        full: 10,
        weight: -2,
        say: (days) => `below zero on ${days} of 30 days`,
      },
    ],
  },
  {
    name: 'INVESTOR',
    description: 'Invests for the long run.',
    bias: -2.8,
    ingredients: [
      { of: investingShare, from: 0, full: 0.12, weight: 3, say: (part) => `${percent(part)} of income are invested` },
      {
        of: investmentPayments,
        from: 0,
        full: 3,
        weight: 2,
        say: (count) => `${count} payments for investments within 30 days`,
      },
    ],
  },
  {
    name: 'DEBTOR',
    description: 'Pays off debt that weighs on the month.',
    bias: -2.5,
    ingredients: [
      {
        of: share('loan_payments_to_income', 'loan_payments_monthly', 'income_monthly'),
        from: 0.03,
        full: 0.25,
        weight: 2.5,
        say: (part) => `${percent(part)} of income go to loans`,
      },
      {
        of: costSeries('loan_series', ['ratenkredit', 'ratenkauf', 'loan', 'autobank', 'darlehen']),
        from: 0,
        full: 2,
        weight: 3,
        say: (count) => `${count} loans are paid off`,
      },
      {
        of: feature('negative_balance_days_30d'),
        from: 0,
        full: 10,
        weight: 1.5,
        say: (days) => `below zero on ${days} of 30 days`,
      },
      { of: feature('interest_charged_90d'), from: 0, full: 1, weight: 0.8, say: () => 'interest was charged' },
    ],
  },
];

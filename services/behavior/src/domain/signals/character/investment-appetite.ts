import { declareSignal } from '../declare-signal.ts';
import { feature } from '../evidence/readings.ts';
import { investingShare, investmentPayments } from './investment-signs.ts';

/**
 * INVESTMENT_APPETITE: somebody invests, or puts aside more than a cushion needs. It says that a talk about investing
 * may be welcome, and never that a product is suitable: that rests on what the customer states (MiFID II, art. 25).
 */
export const investmentAppetite = declareSignal({
  kind: 'INVESTMENT_APPETITE',
  version: 1,
  title: 'Interest in investing',
  description: 'Somebody invests, or puts aside more than a cushion needs.',
  dwellDays: 14,
  ingredients: [
    {
      of: investingShare,
      from: 0,
      full: 0.12,
      weight: 0.6,
      say: (part) => `${Math.round(part * 100)} % of income is invested`,
    },
    {
      of: investmentPayments,
      from: 0,
      full: 3,
      weight: 0.4,
      say: (count) => `${count} payments for investments within 30 days`,
    },
    {
      of: feature('saving_rate_90d'),
      from: 0.15,
      full: 0.45,
      weight: 0.25,
      say: (part) => `${Math.round(part * 100)} % of income is saved`,
    },
    {
      of: feature('buffer_days'),
      from: 90,
      full: 365,
      weight: 0.2,
      say: (days) => `the balance covers ${Math.round(days)} days of essentials`,
    },
  ],
  sentences: {
    NONE: 'You keep your money at hand.',
    LOW: 'Some of your money may be at rest longer than it needs to.',
    MEDIUM: 'You put money aside for the long run. If you have questions about it, ask us.',
    HIGH: 'You invest regularly. If you have questions about it, ask us.',
  },
});

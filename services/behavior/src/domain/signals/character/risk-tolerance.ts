import { declareSignal } from '../declare-signal.ts';
import { feature, signs } from '../evidence/readings.ts';
import { investingShare, investmentPayments } from './investment-signs.ts';

const speculation = signs('speculative_payments_30d', {
  direction: 'OUT',
  mccs: ['6051'],
  words: ['crypto', 'bitcoin', 'krypto', 'cfd', 'forex', 'options trading'],
});

/**
 * RISK_TOLERANCE: how much risk somebody takes with money, as their payments reveal it (revealed, not stated:
 * Grable and Lytton 1999 ask for it, Financial Services Review 8). It may make an explanation longer. It is never the
 * ground of a suitability test, for which the customer's own statement counts (MiFID II, art. 25), and games of chance
 * are no part of it: they are a reason for care.
 */
export const riskTolerance = declareSignal({
  kind: 'RISK_TOLERANCE',
  version: 1,
  title: 'Risk taken with money',
  description: 'How much risk somebody takes with money, as payments reveal it; never a ground for suitability.',
  dwellDays: 30,
  ingredients: [
    {
      of: investingShare,
      from: 0.02,
      full: 0.25,
      weight: 0.45,
      say: (part) => `${Math.round(part * 100)} % of income is invested`,
    },
    {
      of: investmentPayments,
      from: 1,
      full: 6,
      weight: 0.3,
      say: (count) => `${count} payments for investments within 30 days`,
    },
    {
      of: speculation,
      from: 0,
      full: 3,
      weight: 0.45,
      say: (count) => `${count} payments for what swings widely within 30 days`,
    },
    {
      of: feature('foreign_currency_share_90d'),
      from: 0.1,
      full: 0.6,
      weight: 0.1,
      say: (part) => `${Math.round(part * 100)} % of payments are in other currencies`,
    },
  ],
  sentences: {
    NONE: 'You keep your money safe.',
    LOW: 'You take a little risk with some of your money.',
    MEDIUM: 'You take some risk with your money. A cushion in cash makes that easier to bear.',
    HIGH: 'You take a good deal of risk with your money. Whether that suits you, only you can say.',
  },
});

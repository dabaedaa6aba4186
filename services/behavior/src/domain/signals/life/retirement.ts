import { declareSignal } from '../declare-signal.ts';
import { signs } from '../evidence/readings.ts';
import { newIncomeSeries, PENSION_WORDS, payOverdueDays } from '../evidence/series-readings.ts';

const pensions = signs('pension_payments_30d', {
  direction: 'IN',
  categories: ['INCOME_RETIREMENT_PENSION'],
  words: PENSION_WORDS,
});

/**
 * RETIREMENT: somebody goes into retirement now: a pension that was not there before, pay that ends. Who has long been
 * retired is an archetype, not an event: their pension is not new, and counts for little here.
 */
export const retirement = declareSignal({
  kind: 'RETIREMENT',
  version: 1,
  title: 'Likelihood of entering retirement',
  description: 'Somebody goes into retirement now.',
  dwellDays: 30,
  ingredients: [
    {
      of: newIncomeSeries('new_pension_series', PENSION_WORDS),
      from: 0,
      full: 1,
      weight: 0.65,
      say: () => 'a pension has begun',
    },
    { of: payOverdueDays, from: 5, full: 30, weight: 0.24, say: () => 'pay has ended' },
    { of: pensions, from: 0, full: 1, weight: 0.15, say: (count) => `${count} payments of a pension within 30 days` },
  ],
  sentences: {
    NONE: 'Your income comes as usual.',
    LOW: 'If something about your income changes for good, we are glad to look at it with you.',
    MEDIUM: 'Where your income comes from seems to change. We are glad to plan what follows with you.',
    HIGH: 'A new part of life seems to begin. We are glad to plan what follows with you.',
  },
});

import { declareSignal } from '../declare-signal.ts';
import { feature, isIncome, signs } from '../evidence/readings.ts';
import { payOverdueDays } from '../evidence/series-readings.ts';

const benefits = signs('unemployment_benefits_30d', {
  direction: 'IN',
  categories: ['INCOME_UNEMPLOYMENT'],
  words: ['arbeitslosengeld', 'unemployment', 'jobseeker', 'agentur fuer arbeit', 'agentur für arbeit', 'chomage'],
});

/**
 * JOB_LOSS: pay that used to come has stopped, or benefits have taken its place. Pay that only comes late is none of
 * it: the series' own tolerance passes first. The customer is told of the income, never of a guess about work.
 */
export const jobLoss = declareSignal({
  kind: 'JOB_LOSS',
  version: 1,
  title: 'Likelihood of a lost job',
  description: 'Pay that used to come has stopped, or benefits have taken its place.',
  dwellDays: 14,
  ingredients: [
    {
      of: payOverdueDays,
      from: 0,
      full: 20,
      weight: 0.5,
      say: (days) => `pay is ${Math.round(days)} days overdue beyond its usual delay`,
    },
    {
      of: feature('income_drop_30d', isIncome),
      from: 0.4,
      full: 0.9,
      weight: 0.24,
      say: (drop) => `income is down ${Math.round(drop * 100)} %`,
    },
    { of: benefits, from: 0, full: 1, weight: 0.6, say: () => 'benefits in place of a wage have begun' },
  ],
  sentences: {
    NONE: 'Your income comes as usual.',
    LOW: 'Income that used to come is a little late. Nothing needs to be done.',
    MEDIUM: 'Some of your usual income has not come. If it helps, we can move what is due.',
    HIGH: 'Your usual income has not come. We can pause or move what is due while you sort things out.',
  },
});

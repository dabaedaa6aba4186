import { declareSignal } from '../declare-signal.ts';
import type { Reading } from '../evidence/ingredient.ts';
import { feature, isSpending } from '../evidence/readings.ts';
import { frequencyChangeOf } from './frequency-change-of.ts';
import { hoursChangeOf } from './hours-change-of.ts';

const paymentHoursChange: Reading = {
  name: 'payment_hours_change',
  unit: 'ratio',
  valueOf: ({ days }) => hoursChangeOf(days),
  isBehind: isSpending,
};

const paymentFrequencyChange: Reading = {
  name: 'payment_frequency_change',
  unit: 'ratio',
  valueOf: ({ days }) => frequencyChangeOf(days),
  isBehind: isSpending,
};

/**
 * RHYTHM_CHANGE: when and how often somebody pays differs from their own past. Score from how surely hours and
 * weekends, and how surely the number of payments, left the person's own past (LOW at odds of 100 : 1, MEDIUM at
 * 1,000 : 1, HIGH at 10,000 : 1), and from how far the hours have shifted, apps included (`rhythm_shift_30d`, MEDIUM
 * at most). It says that something is different, not what, and is a reason for nothing by itself. Delay and false
 * alarms are measured on customers with known onset.
 */
export const rhythmChange = declareSignal({
  kind: 'RHYTHM_CHANGE',
  version: 2,
  title: 'A change of rhythm',
  description: 'When and how often somebody pays differs from their own past.',
  dwellDays: 7,
  ingredients: [
    {
      of: paymentHoursChange,
      from: 0,
      full: 1,
      weight: 1,
      say: () => 'payments stand at other hours, or at weekends instead of working days',
    },
    {
      of: paymentFrequencyChange,
      from: 0,
      full: 1,
      weight: 1,
      say: () => 'payments come more or less often than before',
    },
    {
      of: feature('rhythm_shift_30d', isSpending),
      from: 0.25,
      full: 0.7,
      weight: 0.55,
      say: (shift) => `the hours of payments and apps have shifted by ${Math.round(shift * 100)} %`,
    },
  ],
  sentences: {
    NONE: 'You use your account as usual.',
    LOW: 'You have used your account a little differently lately.',
    MEDIUM: 'You use your account differently from before.',
    HIGH: 'You use your account quite differently from before. If that was not you, tell us at once.',
  },
});

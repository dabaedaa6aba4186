import { declareSignal } from '../declare-signal.ts';
import type { Reading } from '../evidence/ingredient.ts';
import { feature, isSpending } from '../evidence/readings.ts';
import { changeOf } from './change-of.ts';
import { weeklyNumbersOf } from './weekly-numbers.ts';

/** How surely the weekly number of transactions left its own past, up or down, 0 to 1. */
export const weeklyCountChange: Reading = {
  name: 'weekly_transactions_change',
  unit: 'ratio',
  valueOf: ({ days: { allDays, today } }) => {
    const weekly = weeklyNumbersOf(allDays, today, ({ transactionCount }) => transactionCount);
    return weekly.length === 0 ? null : changeOf(weekly).score;
  },
};

/**
 * RHYTHM_CHANGE: when and how often somebody pays differs from their own past. Score from `changeOf` over weekly
 * counts (LOW at 0.28) and from how far hours and weekdays have shifted (`rhythm_shift_30d`). It says that something
 * is different, not what, and is a reason for nothing by itself.
 */
export const rhythmChange = declareSignal({
  kind: 'RHYTHM_CHANGE',
  version: 1,
  title: 'A change of rhythm',
  description: 'When and how often somebody pays differs from their own past.',
  dwellDays: 7,
  ingredients: [
    {
      of: { ...weeklyCountChange, isBehind: isSpending },
      from: 0,
      full: 1,
      weight: 0.9,
      say: () => 'the number of transactions a week has left the range of the weeks before',
    },
    {
      of: feature('rhythm_shift_30d', isSpending),
      from: 0.25,
      full: 0.7,
      weight: 0.55,
      say: (shift) => `hours and weekdays of payments have shifted by ${Math.round(shift * 100)} %`,
    },
  ],
  sentences: {
    NONE: 'You use your account as usual.',
    LOW: 'You have used your account a little differently lately.',
    MEDIUM: 'You use your account differently from before.',
    HIGH: 'You use your account quite differently from before. If that was not you, tell us at once.',
  },
});

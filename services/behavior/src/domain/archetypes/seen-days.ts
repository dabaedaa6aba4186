import type { Reading } from '../signals/evidence/ingredient.ts';

const DAY_MS = 86_400_000;

/** For how many days the customer has been seen, as far back as is looked. Unit: days. */
export const seenDays: Reading = {
  name: 'seen_days',
  unit: 'days',
  valueOf: ({ days: { allDays, today } }) => {
    const [first] = allDays;
    return first ? (Date.parse(today) - Date.parse(first.day)) / DAY_MS + 1 : null;
  },
};

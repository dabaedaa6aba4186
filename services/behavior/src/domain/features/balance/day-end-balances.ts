import { type CustomerDays, dayNumber } from '../feature.ts';

/**
 * The balances at the end of the last days, oldest first; a day without a booking ends as the day before did. Days
 * before the first known balance are left out, so there may be fewer than asked for.
 */
export const dayEndBalances = ({ mainDays, today }: CustomerDays, windowDays: number): number[] => {
  const first = dayNumber(today) - windowDays + 1;
  const balances: number[] = [];
  let balance: number | null = null;
  let next = first;
  for (const { day, closing } of mainDays) {
    if (!closing) continue;
    const at = dayNumber(day);
    for (; next < at; next += 1) if (balance !== null) balances.push(balance);
    balance = Number(closing.balance);
  }
  for (; next < first + windowDays; next += 1) if (balance !== null) balances.push(balance);
  return balances;
};

import { type CustomerDays, within } from '../feature.ts';
import { unitsOf } from '../window-sums.ts';

/** What each payer gave within 90 days, in ten-thousandths, the largest first. */
export const incomeByPayer = ({ mainDays, today }: CustomerDays): number[] => {
  const sums = new Map<string, number>();
  for (const { byPayer } of within(mainDays, today, 90)) {
    for (const payer in byPayer) sums.set(payer, (sums.get(payer) ?? 0) + unitsOf(byPayer[payer]));
  }
  return [...sums.values()].sort((a, b) => b - a);
};

import type { CashHistory } from './cash-history.ts';
import { expectedWay, type HistorySums } from './expected-balance.ts';

const FIRST_ORIGIN = 45;
const STEP_DAYS = 3;

/** How far forecasts of the past were off, by days ahead: the sum of absolute errors, and how many there were. */
export type PastErrors = { readonly sums: Float64Array; readonly counts: Float64Array };

/** Forecasts as they would have been made on every third day of a history, beside what came. */
export const pastErrorsOf = (history: CashHistory, sums: HistorySums, days: number): PastErrors => {
  const known = history.closings.length;
  const errors = { sums: new Float64Array(days), counts: new Float64Array(days) };
  const usual = sums.recurring[known]! / known;
  for (let origin = FIRST_ORIGIN; origin < known; origin += STEP_DAYS) {
    const planned = history.recurring.slice(origin, origin + days);
    const { balances } = expectedWay(sums, history.closings[origin - 1]!, origin, { planned, usual, before: usual });
    for (const [ahead, balance] of balances.entries()) {
      errors.sums[ahead]! += Math.abs(balance - history.closings[origin + ahead]!);
      errors.counts[ahead]! += 1;
    }
  }
  return errors;
};

/** Independent past forecasts at which the person's own errors count half. */
const OWN_HALF = 3;

/** By how much drawn ways are too narrow or too wide for this person, so many days ahead, from their past errors. */
export const wideningOf = ({ sums, counts }: PastErrors, ahead: number, spread: number): number => {
  const independent = (counts[ahead]! * STEP_DAYS) / (ahead + 1);
  if (spread === 0 || counts[ahead] === 0) return 1;
  const seen = sums[ahead]! / counts[ahead]! / spread;
  return (OWN_HALF + independent * seen) / (OWN_HALF + independent);
};

import type { CustomerDays, DatedDay } from './feature.ts';
import { rowsWithin } from './rows-within.ts';

/** A number read off one day of one account: a count, or money in ten-thousandths of its currency. */
export type Measure = (day: DatedDay) => number;

/** Sums over windows that end today, or so many days ago. */
export type WindowSums = (measure: Measure, windowDays: number, endedDaysAgo?: number) => number;

/** Money is added in whole ten-thousandths: sums of whole numbers are exact, whatever their order (to 2^53). */
export const MONEY_UNIT = 10_000;

/** A decimal string in ten-thousandths. */
export const unitsOf = (amount: string | undefined): number =>
  amount === undefined || amount === '0' ? 0 : Math.round(Number(amount) * MONEY_UNIT);

/**
 * Sums of one account's days, or of all. Each measure is read once for a customer, as sums from today backwards; each
 * window is one subtraction then, so fifty features cost little more than ten.
 */
const windowSumsOf = (days: readonly DatedDay[], today: string): WindowSums => {
  const { rows, count } = rowsWithin(days, today);
  const lines = new Map<Measure, Float64Array>();
  const lineOf = (measure: Measure): Float64Array => {
    const line = new Float64Array(rows.length + 1);
    for (let row = 0; row < rows.length; row += 1) line[row + 1] = line[row]! + measure(rows[row]!);
    lines.set(measure, line);
    return line;
  };
  return (measure, windowDays, endedDaysAgo = 0) => {
    const line = lines.get(measure) ?? lineOf(measure);
    return line[count(endedDaysAgo + windowDays)]! - line[count(endedDaysAgo)]!;
  };
};

/** The sums of a customer, remembered as long as the days are. */
const remembered = (pick: (days: CustomerDays) => readonly DatedDay[]) => {
  const known = new WeakMap<CustomerDays, WindowSums>();
  return (days: CustomerDays): WindowSums => {
    let sums = known.get(days);
    if (!sums) {
      sums = windowSumsOf(pick(days), days.today);
      known.set(days, sums);
    }
    return sums;
  };
};

/** Sums of the main account. */
export const mainSums = remembered(({ mainDays }) => mainDays);

/** Sums over every account, for counting. */
export const allSums = remembered(({ allDays }) => allDays);

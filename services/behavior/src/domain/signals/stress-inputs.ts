import type { CustomerDays, DatedDay } from '../features/feature.ts';
import { within } from '../features/feature.ts';
import type { ModelInputs } from '../models/learnt-model.ts';

/** The windows, in days, over which money is looked at. */
const WINDOWS_DAYS = [30, 90, 180] as const;
const DAY_MS = 86_400_000;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
const spreadOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
};

/** The balance at the end of each day of a window: a day without a booking ends as the day before. */
const dayEndsOf = (days: readonly DatedDay[], today: string, windowDays: number): number[] => {
  const ends: number[] = [];
  const last = Date.parse(today) / DAY_MS;
  const known = new Map(
    days.flatMap(({ day, closing }) => (closing ? [[Date.parse(day) / DAY_MS, closing.balance]] : [])),
  );
  const before = [...known].filter(([day]) => day <= last - windowDays).at(-1);
  let balance = before ? Number(before[1]) : NaN;
  for (let day = last - windowDays + 1; day <= last; day += 1) {
    balance = known.has(day) ? Number(known.get(day)) : balance;
    if (!Number.isNaN(balance)) ends.push(balance);
  }
  return ends;
};

const windowInputs = ({ mainDays, today }: CustomerDays, windowDays: number): Record<string, number> => {
  const days = within(mainDays, today, windowDays);
  const ends = dayEndsOf(mainDays, today, windowDays);
  if (days.length === 0 || ends.length === 0) return {};
  const months = Math.max(ends.length, 7) / 30;
  const inflows = days.map(({ inflow }) => Number(inflow)).filter((size) => size > 0);
  const inflow = sumOf(inflows) / months;
  const outflow = sumOf(days.map((day) => Number(day.outflow))) / months;
  const lowest = Math.min(
    ...ends,
    ...days.flatMap(({ lowestBalance }) => (lowestBalance ? [Number(lowestBalance)] : [])),
  );
  const lowTenth = ends.toSorted((a, b) => a - b)[Math.floor(ends.length / 10)]!;
  /** Against a month's money in; one more unit of money keeps somebody without any from being infinite. */
  const toInflow = (money: number): number => money / (inflow + 1);
  return {
    log_inflow: Math.log1p(inflow),
    surplus_rate: toInflow(inflow - outflow),
    balance_lowest: lowest,
    balance_lowest_to_inflow: toInflow(lowest),
    balance_low_tenth: lowTenth,
    balance_low_tenth_to_inflow: toInflow(lowTenth),
    balance_mean: meanOf(ends),
    balance_mean_to_inflow: toInflow(meanOf(ends)),
    balance_spread_to_inflow: toInflow(spreadOf(ends)),
    log_balance_spread: Math.log1p(spreadOf(ends)),
    log_balance_range: Math.log1p(Math.max(...ends) - lowest),
    negative_days: ends.filter((balance) => balance < 0).length,
    log_largest_inflow: Math.log1p(Math.max(0, ...inflows)),
    log_largest_outflow: Math.log1p(Math.max(...days.map((day) => Number(day.outflow)))),
    largest_inflow_share: inflows.length > 0 ? Math.max(...inflows) / sumOf(inflows) : NaN,
    inflow_variation: inflows.length > 1 ? spreadOf(inflows) / meanOf(inflows) : NaN,
    bookings_monthly: sumOf(days.map(({ transactionCount }) => transactionCount)) / months,
  };
};

/**
 * What a learnt model of financial stress may be told beside the catalogue's features: level, floor and spread of the
 * balance, also against a month's money in, and how the money comes in. Named with the window, `balance_lowest_90d`;
 * money in the main account's currency. What cannot be told is left out. (After Norden and Weber 2010, "Credit line
 * usage, checking account activity, and default risk of bank borrowers".)
 */
export const stressInputsOf = (days: CustomerDays): ModelInputs =>
  Object.fromEntries(
    WINDOWS_DAYS.flatMap((windowDays) =>
      Object.entries(windowInputs(days, windowDays)).map(([name, value]) => [`${name}_${windowDays}d`, value]),
    ),
  );

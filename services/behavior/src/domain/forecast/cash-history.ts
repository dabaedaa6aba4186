import type { DatedDay } from '../features/feature.ts';
import { dayNumberOf } from '../recurring/occurrence.ts';

/** What is known of an account's money day by day, the oldest first and the last day the day of the forecast. */
export type CashHistory = {
  /** Balance at the end of each day, in the currency's main unit. */
  readonly closings: readonly number[];
  /** Money of recurring series on each day, signed. */
  readonly recurring: readonly number[];
  /** What else moved on each day, signed. */
  readonly irregular: readonly number[];
};

/** A payment of a series that was made; the amount is signed. */
export type SeriesPayment = {
  readonly accountId: string;
  readonly currency: string;
  readonly day: number;
  readonly amount: number;
};

/** How far back a forecast learns, in days. */
export const LEARNT_DAYS = 180;
/** Below this there is too little to learn from, in days since the first balance. */
export const LEARNT_MIN_DAYS = 30;
/** After so many days without a booking nobody can tell whether the account still lives. */
const SILENT_DAYS = 60;

/**
 * The history of the main account up to a day, from the first day with a balance on; days without a booking carry the
 * balance on. Null while it is shorter than `LEARNT_MIN_DAYS`, and where the account has long been silent.
 * @param asOf the day of the forecast, counted from 1 January 1970
 */
export const cashHistoryOf = (
  days: readonly DatedDay[],
  payments: readonly SeriesPayment[],
  asOf: number,
): CashHistory | null => {
  const byDay = new Map(days.map((day) => [dayNumberOf(new Date(`${day.day}T00:00:00Z`)), day]));
  const dated = [...byDay].filter(([day, { closing }]) => closing !== null && day <= asOf).map(([day]) => day);
  const first = Math.max(Math.min(...dated), asOf - LEARNT_DAYS + 1);
  if (dated.length === 0 || asOf - Math.max(...dated) > SILENT_DAYS || asOf - first + 1 < LEARNT_MIN_DAYS) return null;
  const paid = new Map<number, number>();
  for (const { day, amount } of payments) paid.set(day, (paid.get(day) ?? 0) + amount);
  const history = { closings: [] as number[], recurring: [] as number[], irregular: [] as number[] };
  const before = Math.max(...dated.filter((day) => day <= first));
  let balance = Number(byDay.get(before)!.closing!.balance);
  for (let day = first; day <= asOf; day += 1) {
    const moved = byDay.get(day);
    const net = moved ? Number(moved.inflow) - Number(moved.outflow) : 0;
    const recurring = paid.get(day) ?? 0;
    if (moved) balance = moved.closing ? Number(moved.closing.balance) : balance + net;
    history.closings.push(balance);
    history.recurring.push(recurring);
    history.irregular.push(net - recurring);
  }
  return history;
};

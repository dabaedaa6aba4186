import type { CashHistory } from './cash-history.ts';

/** Sums over the first days of a history, by their number. */
export type HistorySums = {
  readonly closings: Float64Array;
  readonly recurring: Float64Array;
  readonly irregular: Float64Array;
};

const sumsOf = (values: readonly number[]): Float64Array => {
  const sums = new Float64Array(values.length + 1);
  for (const [at, value] of values.entries()) sums[at + 1] = sums[at]! + value;
  return sums;
};

export const historySumsOf = ({ closings, recurring, irregular }: CashHistory): HistorySums => ({
  closings: sumsOf(closings),
  recurring: sumsOf(recurring),
  irregular: sumsOf(irregular),
});

const MONTH_DAYS = 30.44;
/** Neighbouring days that stand for the same day of the month. */
const NEAR_DAYS = 2;
/** Months of history at which the person's own month counts half. */
const MONTHS_HALF = 2;
/** Days of history at which a person's own mean counts half. */
const DAYS_HALF = 60;
/** The share of the way to its mean that a balance goes in 30 days, once the history is long. */
const RETURN_SHARE = 0.3;
/** The share of a past drift that goes on. */
const DRIFT_SHARE = 0.25;
/** The share of what series bring more or less than so far that is not evened out by other spending. */
const CHANGE_SHARE = 0.5;

/** The expected way of a balance and what it rests on. */
export type ExpectedWay = {
  /** At the end of each day ahead. */
  readonly balances: Float64Array;
  /** What irregular money brings on a mean day, signed. */
  readonly drift: number;
  /** The share of the way to its level that a balance goes in a day. */
  readonly returning: number;
  /** The mean balance so far. */
  readonly level: number;
};

/** What irregular money brought on such days of earlier months, beyond the mean day's; shrunk while months are few. */
const monthShapeOf = (irregular: Float64Array, known: number, ahead: number): number => {
  const months = Math.max(0, Math.floor((known - NEAR_DAYS) / MONTH_DAYS));
  let [sum, count] = [0, 0];
  for (let month = 1; month <= months + 3; month += 1) {
    const day = known + ahead - Math.round(month * MONTH_DAYS);
    const [from, to] = [Math.max(0, day - NEAR_DAYS), Math.min(known, day + NEAR_DAYS + 1)];
    if (to <= from) continue;
    sum += irregular[to]! - irregular[from]!;
    count += to - from;
  }
  return count === 0 ? 0 : (sum / count - irregular[known]! / known) * (months / (months + MONTHS_HALF));
};

/**
 * The balance expected at the end of each day ahead, from the first `known` days of a history:
 * B(h) = B(h-1) + planned(h) + drift + shape of the month(h) + returning × (level − B(h-1)).
 * People spend what comes in, so what series bring is evened out by irregular money but for a share, and a balance
 * returns to its level. Shares chosen by rolling origins on the Berka set.
 * @param planned money of series on each day ahead, signed
 * @param usual what series bring on a mean day ahead if nothing is changed by asking "what if"
 * @param before what they brought on a mean day so far
 */
export const expectedWay = (
  sums: HistorySums,
  closing: number,
  known: number,
  { planned, usual, before }: { planned: ArrayLike<number>; usual: number; before: number },
): ExpectedWay => {
  const level = sums.closings[known]! / known;
  const trust = known / (known + DAYS_HALF);
  const returning = 1 - (1 - Math.min(RETURN_SHARE, RETURN_SHARE * trust * (1 + DAYS_HALF / 180))) ** (1 / 30);
  const net = (sums.irregular[known]! + sums.recurring[known]!) / known;
  const drift = DRIFT_SHARE * net * trust + CHANGE_SHARE * (usual - before) - usual;
  const balances = new Float64Array(planned.length);
  let balance = closing;
  for (let ahead = 0; ahead < planned.length; ahead += 1) {
    const shape = monthShapeOf(sums.irregular, known, ahead);
    balance += planned[ahead]! + drift + shape + returning * (level - balance);
    balances[ahead] = balance;
  }
  return { balances, drift, returning, level };
};

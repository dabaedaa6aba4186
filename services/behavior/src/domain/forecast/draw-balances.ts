import type { CashHistory } from './cash-history.ts';
import type { ExpectedWay } from './expected-balance.ts';

export const PATHS = 200;
/** Days that are drawn together, so that what happens together stays together. */
const BLOCK_DAYS = 7;
const MONTH_DAYS = 30.44;
/** By how many days a drawn day may lie off the same day of an earlier month. */
const OFF_DAYS = 3;
/** Of so many draws the one that began with the likest balance is taken: who has little spends less. */
const DRAWS = 2;

/**
 * Ways that a balance may go: a block bootstrap (Künsch 1989) of the person's own irregular days, at the same time of
 * earlier months and from alike balances, around the planned payments.
 * @returns for each day ahead the balance of each of `PATHS` ways
 */
export const drawBalances = (
  { closings, irregular }: CashHistory,
  { drift, level, returning }: ExpectedWay,
  planned: ArrayLike<number>,
  draw: () => number,
): Float64Array[] => {
  const known = irregular.length;
  const mean = irregular.reduce((sum, value) => sum + value, 0) / known;
  const before = (day: number): number => (day === 0 ? closings[0]! : closings[day - 1]!);
  const months = Math.max(1, Math.floor(known / MONTH_DAYS));
  const dayLike = (ahead: number): number => {
    const month = Math.floor(ahead / MONTH_DAYS) + 1 + Math.floor(draw() * months);
    const day = known + ahead - Math.round(month * MONTH_DAYS) + Math.round((draw() * 2 - 1) * OFF_DAYS);
    return ((day % known) + known) % known;
  };
  const balances = Array.from({ length: planned.length }, () => new Float64Array(PATHS));
  for (let path = 0; path < PATHS; path += 1) {
    let balance = closings.at(-1)!;
    let day = 0;
    for (let ahead = 0; ahead < planned.length; ahead += 1) {
      if (ahead % BLOCK_DAYS === 0) {
        day = dayLike(ahead);
        for (let other = 1; other < DRAWS; other += 1) {
          const candidate = dayLike(ahead);
          if (Math.abs(before(candidate) - balance) < Math.abs(before(day) - balance)) day = candidate;
        }
      }
      balance += planned[ahead]! + drift + irregular[day]! - mean + returning * (level - balance);
      day = (day + 1) % known;
      balances[ahead]![path] = balance;
    }
  }
  return balances;
};

import { decimalOf, millionthsOf } from '../fixed-point.ts';
import type { Summary } from './summary.ts';

/** By currency, empty where there is none: a decimal. Amounts of different currencies are never put together. */
type PerCurrency = Readonly<Record<string, string>>;

/** A summary of numbers, each currency by itself; of amounts it is a list of Money, of mere numbers a number. */
export const perCurrency = (join: (a: bigint, b: bigint) => bigint): Summary<PerCurrency> => ({
  of: ({ value, currency }) => {
    const millionths = millionthsOf(value);
    return millionths === null ? null : { [currency]: decimalOf(millionths) };
  },
  combine: (a, b) => {
    const joined = new Map(Object.entries(a));
    for (const [currency, amount] of Object.entries(b)) {
      const known = joined.get(currency);
      const both = known === undefined ? amount : decimalOf(join(millionthsOf(known)!, millionthsOf(amount)!));
      joined.set(currency, both);
    }
    return Object.fromEntries([...joined].sort(([one], [other]) => (one < other ? -1 : 1)));
  },
  valueOf: (state) => {
    const number = state[''];
    if (number !== undefined) return number;
    return Object.entries(state).map(([currency, amount]) => ({ amount, currency }));
  },
});

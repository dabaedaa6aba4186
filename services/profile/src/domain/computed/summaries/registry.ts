import type { ComputedFunction } from '../computed-trait.ts';
import { count } from './count.ts';
import { first, last } from './ends.ts';
import { maximum, minimum } from './extremes.ts';
import { mostFrequent } from './most-frequent.ts';
import { sum } from './sum.ts';
import type { Contribution, Summary } from './summary.ts';
import { uniqueList } from './unique-list.ts';

/** A summary of whichever function: its state is known to itself alone. */
export type AnySummary = {
  of(contribution: Contribution): unknown;
  combine(a: unknown, b: unknown): unknown;
  valueOf(state: unknown): unknown;
  isPartial(state: unknown): boolean;
};

/** Only what a summary made itself is ever given back to it. */
const sealed = <State>({ of, combine, valueOf, isPartial }: Summary<State>): AnySummary => ({
  of,
  combine: (a, b) => combine(a as State, b as State),
  valueOf: (state) => valueOf(state as State),
  isPartial: (state) => isPartial?.(state as State) ?? false,
});

/** How each function boils events down. */
export const SUMMARIES: Readonly<Record<ComputedFunction, AnySummary>> = {
  COUNT: sealed(count),
  SUM: sealed(sum),
  MINIMUM: sealed(minimum),
  MAXIMUM: sealed(maximum),
  FIRST: sealed(first),
  LAST: sealed(last),
  MOST_FREQUENT: sealed(mostFrequent),
  UNIQUE_LIST: sealed(uniqueList),
};

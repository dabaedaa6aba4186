import type { LedgerFact } from '../../ledger/ledger-fact.ts';
import type { SignalCase } from '../signal.ts';

/** A value that something is judged by, with the name under which it stands in the evidence. */
export type Reading = {
  /** A feature's name, or the name of a count made for this purpose, such as `travel_bookings_30d`. */
  readonly name: string;
  readonly unit: string;
  /** Null where it cannot be told. */
  readonly valueOf: (subject: SignalCase) => number | null;
  /** Whether a transaction is behind the value, so that the evidence may name it. */
  readonly isBehind?: (fact: LedgerFact, subject: SignalCase) => boolean;
};

/**
 * One ingredient of a judgement: a reading, how much of it says how much, and how far it counts.
 * Its strength rises from 0 at `from` to 1 at `full`; where `full` lies below `from`, less of it says more.
 */
export type Ingredient = {
  readonly of: Reading;
  readonly from: number;
  readonly full: number;
  /** Of a noisy-or within 0 and 1; of a logistic any number, negative where it speaks against. */
  readonly weight: number;
  /** The part of a sentence that says it to those who help the customer. */
  readonly say: (value: number) => string;
};

/** An ingredient as it was found. */
export type Weighed = {
  readonly ingredient: Ingredient;
  readonly value: number | null;
  /** 0 to 1; 0 where the value cannot be told. */
  readonly strength: number;
};

/** How strongly a value speaks: a straight ramp, 0 up to `from`, 1 from `full` on. */
export const strengthOf = ({ from, full }: Pick<Ingredient, 'from' | 'full'>, value: number): number =>
  Math.min(Math.max((value - from) / (full - from), 0), 1);

const read = new WeakMap<SignalCase, Map<Reading, number | null>>();

/** A reading's value in a case, worked out once however many ingredients rest on it. */
const valueIn = (subject: SignalCase, reading: Reading): number | null => {
  const known = read.get(subject) ?? new Map<Reading, number | null>();
  read.set(subject, known);
  const value = known.has(reading) ? known.get(reading)! : reading.valueOf(subject);
  known.set(reading, value);
  return value;
};

/** Every ingredient with its value and strength in a case. */
export const weigh = (ingredients: readonly Ingredient[], subject: SignalCase): Weighed[] =>
  ingredients.map((ingredient) => {
    const value = valueIn(subject, ingredient.of);
    return { ingredient, value, strength: value === null ? 0 : strengthOf(ingredient, value) };
  });

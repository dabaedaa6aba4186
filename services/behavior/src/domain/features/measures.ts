import { type Category, type PrimaryCategory, primaryOf } from '../enrichment/taxonomy.ts';
import { isEssentialCategory } from './booking-kind.ts';
import type { Categorised } from './category-quarter.ts';
import type { CategoryDay } from './day-bucket.ts';
import { type Measure, unitsOf } from './window-sums.ts';

/** A number read off categories. */
export type CategoryMeasure = (of: Categorised) => number;

/** Something of the categories that are meant. */
const categorySum =
  (isMeant: (category: string) => boolean, numberOf: (of: CategoryDay) => number): CategoryMeasure =>
  ({ byCategory }) => {
    let sum = 0;
    for (const category in byCategory) if (isMeant(category)) sum += numberOf(byCategory[category]!);
    return sum;
  };

/** Money earned: what came in, without what only moved and what paid purchases back. */
export const income: Measure = ({ inflow, movedIn, refunded }) =>
  unitsOf(inflow) - unitsOf(movedIn) - unitsOf(refunded);

/** Money spent: what went out, without what only moved, less what was paid back. */
export const spending: Measure = ({ outflow, movedOut, refunded }) =>
  unitsOf(outflow) - unitsOf(movedOut) - unitsOf(refunded);

const essentialRefunds = categorySum(isEssentialCategory, ({ refunded }) => unitsOf(refunded));

/** Of the spending, what one cannot do without, less what of it was paid back. */
export const essential: Measure = (day) => unitsOf(day.essential) - essentialRefunds(day);

/** Counts the days on which something was booked. */
export const daysSeen: Measure = () => 1;

export const transactionCount: Measure = (day) => day.transactionCount;

/** How many transactions have a category. */
export const categorisedCount: CategoryMeasure = ({ byCategory }) => {
  let count = 0;
  for (const category in byCategory) count += byCategory[category]!.count;
  return count;
};

const isOneOf = (categories: readonly Category[]) => {
  const named = new Set<string>(categories);
  return (category: string) => named.has(category);
};

/** What was spent on categories, less what was paid back. */
export const spentOn = (...categories: readonly Category[]): CategoryMeasure =>
  categorySum(isOneOf(categories), ({ out, refunded }) => unitsOf(out) - unitsOf(refunded));

/** What was spent on every category of a primary one, less what was paid back. */
export const spentOnAll = (primary: PrimaryCategory): CategoryMeasure =>
  categorySum(
    (category) => primaryOf(category as Category) === primary,
    ({ out, refunded }) => unitsOf(out) - unitsOf(refunded),
  );

/** What went out for categories, less what came back by others: money put by and taken again. */
export const netOut = (out: Category, back: Category): CategoryMeasure => {
  const [gone, come] = [
    categorySum(isOneOf([out]), (of) => unitsOf(of.out)),
    categorySum(isOneOf([back]), (of) => unitsOf(of.in)),
  ];
  return (day) => gone(day) - come(day);
};

/** How many transactions categories have. */
export const countOf = (...categories: readonly Category[]): CategoryMeasure =>
  categorySum(isOneOf(categories), ({ count }) => count);

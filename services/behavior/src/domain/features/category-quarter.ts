import type { AccountDay, CategoryDay } from './day-bucket.ts';
import { type CustomerDays, within } from './feature.ts';
import { MONEY_UNIT, unitsOf } from './window-sums.ts';

/** What a number of categories is read off: a day, or all of a quarter's days as one. */
export type Categorised = Pick<AccountDay, 'byCategory'>;

const textOf = (units: number): string => String(units / MONEY_UNIT);

const put = ({ mainDays, today }: CustomerDays): Categorised => {
  const sums = new Map<string, { in: number; out: number; refunded: number; count: number }>();
  for (const { byCategory } of within(mainDays, today, 90)) {
    for (const category in byCategory) {
      const day = byCategory[category]!;
      const sum = sums.get(category) ?? { in: 0, out: 0, refunded: 0, count: 0 };
      sum.in += unitsOf(day.in);
      sum.out += unitsOf(day.out);
      sum.refunded += unitsOf(day.refunded);
      sum.count += day.count;
      sums.set(category, sum);
    }
  }
  const byCategory = [...sums].map(([category, sum]): [string, CategoryDay] => [
    category,
    { in: textOf(sum.in), out: textOf(sum.out), refunded: textOf(sum.refunded), count: sum.count },
  ]);
  return { byCategory: Object.fromEntries(byCategory) };
};

const known = new WeakMap<CustomerDays, Categorised>();

/**
 * The categories of the main account's last 90 days as if they were one day: put together once for a dozen features.
 */
export const quarterOf = (days: CustomerDays): Categorised => {
  let quarter = known.get(days);
  if (!quarter) {
    quarter = put(days);
    known.set(days, quarter);
  }
  return quarter;
};

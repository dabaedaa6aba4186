import { Decimal } from 'decimal.js';
import { daysBefore, type Feature, within } from './feature.ts';

/**
 * income_drop_30d: how much of the usual income failed to come = 1 − income of the last 30 days / half the income of
 * the 60 days before, within 0 to 1. Null while those 60 days have no income. Unit: ratio.
 */
export const incomeDrop30d: Feature = {
  name: 'income_drop_30d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the usual income that did not come within 30 days.',
  value: ({ mainDays, today }) => {
    const recent = within(mainDays, today, 30).reduce((sum, { inflow }) => sum.plus(inflow), new Decimal(0));
    const earlier = within(mainDays, daysBefore(today, 30), 60).reduce(
      (sum, { inflow }) => sum.plus(inflow),
      new Decimal(0),
    );
    if (earlier.isZero()) return null;
    return Decimal.max(0, new Decimal(1).minus(recent.dividedBy(earlier.dividedBy(2))));
  },
};

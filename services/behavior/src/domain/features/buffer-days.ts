import { Decimal } from 'decimal.js';
import { balanceLatest } from './balance-latest.ts';
import { type Feature, within } from './feature.ts';
import { observedDays } from './observed-days.ts';

const DAYS_MAX = 3_650;

/**
 * buffer_days: days until the money runs out = max(balance_latest, 0) / mean daily essential spending over 30 days
 * (over fewer, at least 7, while the account is new). Null without a balance, or without essential spending while
 * the balance is positive; 3,650 at most. Unit: days.
 */
export const bufferDays: Feature = {
  name: 'buffer_days',
  unit: 'days',
  windowDays: 30,
  description: 'For how many days the balance covers what one cannot do without.',
  value: (days) => {
    const balance = balanceLatest.value(days);
    if (!balance) return null;
    if (balance.lessThanOrEqualTo(0)) return new Decimal(0);
    const spent = within(days.mainDays, days.today, 30).reduce(
      (total, { essential }) => total.plus(essential),
      new Decimal(0),
    );
    if (spent.isZero()) return null;
    return Decimal.min(balance.times(observedDays(days, 30)).dividedBy(spent), DAYS_MAX);
  },
};

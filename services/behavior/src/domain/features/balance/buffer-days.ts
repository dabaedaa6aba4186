import { Decimal } from 'decimal.js';
import type { Feature } from '../feature.ts';
import { essential } from '../measures.ts';
import { observedDays } from '../observed-days.ts';
import { MONEY_UNIT, mainSums } from '../window-sums.ts';
import { balanceLatest } from './balance-latest.ts';

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
  formula: 'max(balance_latest, 0) / mean daily essential spending over 30 days',
  source: 'liquid buffer days, JPMorgan Chase Institute 2016, "Cash is King"; of essentials: our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  uses: [balanceLatest],
  value: (days) => {
    const balance = balanceLatest.value(days);
    if (balance === null) return null;
    if (new Decimal(balance).lessThanOrEqualTo(0)) return 0;
    const spent = mainSums(days)(essential, 30);
    if (spent <= 0) return null;
    return Decimal.min(new Decimal(balance).times(observedDays(days, 30) * MONEY_UNIT).dividedBy(spent), DAYS_MAX);
  },
};

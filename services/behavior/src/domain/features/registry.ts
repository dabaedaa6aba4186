import type { SensedFeature } from '@rapport/contracts';
import { balanceLatest } from './balance-latest.ts';
import { balanceMinimum30d } from './balance-minimum-30d.ts';
import { bufferDays } from './buffer-days.ts';
import type { CustomerDays, Feature } from './feature.ts';
import { incomeDrop30d } from './income-drop-30d.ts';
import { incomeMonthly } from './income-monthly.ts';
import { negativeBalanceDays30d } from './negative-balance-days-30d.ts';
import { returnedPayments30d } from './returned-payments-30d.ts';
import { spendingMonthly } from './spending-monthly.ts';
import { transactions30d } from './transactions-30d.ts';

/** Every feature. A new one is a file of its own and a line here. */
export const FEATURES: readonly Feature[] = [
  balanceLatest,
  balanceMinimum30d,
  bufferDays,
  incomeMonthly,
  incomeDrop30d,
  spendingMonthly,
  negativeBalanceDays30d,
  returnedPayments30d,
  transactions30d,
];

/** How far back days are read, for the longest window and for a balance that has long stood still. */
export const HORIZON_DAYS = 120;

/** Digits after the point: money has two, ratios have four, days one, counts none. */
const DIGITS: Readonly<Record<Feature['unit'], number>> = { MONEY: 2, days: 1, transactions: 0, payments: 0, ratio: 4 };

/** All features as of a day, each a decimal string or null; empty where nothing was ever seen. */
export const computeFeatures = (days: CustomerDays): SensedFeature[] =>
  FEATURES.map((feature) => ({
    name: feature.name,
    value: feature.value(days)?.toDecimalPlaces(DIGITS[feature.unit]).toFixed() ?? null,
    unit: feature.unit === 'MONEY' ? (days.main?.currency ?? 'none') : feature.unit,
  }));

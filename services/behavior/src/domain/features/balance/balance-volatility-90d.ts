import type { Feature } from '../feature.ts';
import { dayEndBalances } from './day-end-balances.ts';

const DAYS_MIN = 14;

/**
 * balance_volatility_90d: sample standard deviation of the main account's day-end balances over 90 days. Null while
 * fewer than 14 are known. Unit: its currency.
 */
export const balanceVolatility90d: Feature = {
  name: 'balance_volatility_90d',
  unit: 'MONEY',
  windowDays: 90,
  description: 'By how much the balance of the main account usually differs from its mean over 90 days.',
  formula: 'sqrt(Σ (day-end balance − mean)² / (n − 1)) over 90 days',
  source: 'sample standard deviation (ISO 3534-1:2006, 2.37)',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const balances = dayEndBalances(days, 90);
    if (balances.length < DAYS_MIN) return null;
    const mean = balances.reduce((sum, balance) => sum + balance, 0) / balances.length;
    const squares = balances.reduce((sum, balance) => sum + (balance - mean) ** 2, 0);
    return Math.sqrt(squares / (balances.length - 1));
  },
};

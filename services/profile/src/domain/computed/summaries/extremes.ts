import { perCurrency } from './per-currency.ts';

/** The least that a property ever was. */
export const minimum = perCurrency((a, b) => (a < b ? a : b));

/** The most that a property ever was. */
export const maximum = perCurrency((a, b) => (a > b ? a : b));

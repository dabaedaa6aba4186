import { perCurrency } from './per-currency.ts';

/** The sum of a property, exact to the sixth decimal place. */
export const sum = perCurrency((a, b) => a + b);

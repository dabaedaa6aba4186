import { type Category, primaryOf } from './taxonomy.ts';

/** Where the money goes, seen from the account. */
export type Direction = 'IN' | 'OUT';

/** The direction of a signed decimal; nothing is money in. */
export const directionOf = (amount: string): Direction => (amount.startsWith('-') ? 'OUT' : 'IN');

/** Whether money that goes this way can be of a category. Money in of a spending category is money given back. */
export const fitsDirection = (category: Category, direction: Direction): boolean => {
  const primary = primaryOf(category);
  if (direction === 'OUT') return primary !== 'INCOME' && primary !== 'TRANSFER_IN';
  return primary !== 'TRANSFER_OUT' && primary !== 'LOAN_PAYMENTS';
};

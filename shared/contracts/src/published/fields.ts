import { z } from 'zod';
import { behavioural, financial, operational, pseudonym } from '../data-class.ts';
import { currencyCode, decimal, instant, localDate } from '../values.ts';

/** An id given by another system: up to 128 printable characters. */
export const foreignId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 printable characters, no spaces');

/** The fields that several published schemas share. */
export const accountId = pseudonym(foreignId).describe('The account, as the bank names it.');
export const transactionId = pseudonym(foreignId).describe(
  'The transaction, as the bank names it; again = a correction.',
);
export const loanId = pseudonym(foreignId).describe('The loan, as the bank names it.');
export const amount = financial(decimal).describe('Signed decimal string; negative is money out.');
export const currency = operational(currencyCode).describe('ISO 4217 code.');
export const bookedAt = behavioural(instant).describe('When it was booked.');
export const dueOn = financial(localDate).describe('The day on which it is due.');

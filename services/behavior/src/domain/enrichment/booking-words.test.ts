import { BOOKING_WORDS, findBookingWords } from './booking-words.ts';
import { type Direction, fitsDirection } from './direction.ts';
import { isCategory } from './taxonomy.ts';

test.each([
  ['GEHALT 03/26 SIEMENS AG', 'IN', 'INCOME_WAGES'],
  ['Lohnzahlung', 'IN', 'INCOME_WAGES'],
  ['ACME PAYROLL DIRECT DEP', 'IN', 'INCOME_WAGES'],
  ['Bundesagentur für Arbeit', 'IN', 'INCOME_UNEMPLOYMENT'],
  ['Deutsche Rentenversicherung', 'IN', 'INCOME_RETIREMENT_PENSION'],
  ['DUCHOD', 'IN', 'INCOME_RETIREMENT_PENSION'],
  ['Familienkasse Kindergeld', 'IN', 'INCOME_OTHER_INCOME'],
  ['Finanzamt Köln', 'IN', 'INCOME_TAX_REFUND'],
  ['Finanzamt Köln', 'OUT', 'GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT'],
  ['UROK', 'IN', 'INCOME_INTEREST_EARNED'],
  ['SANKC. UROK', 'OUT', 'BANK_FEES_INTEREST_CHARGE'],
  ['Überziehungszinsen Q1', 'OUT', 'BANK_FEES_INTEREST_CHARGE'],
  ['OVERDRAFT FEE', 'OUT', 'BANK_FEES_OVERDRAFT_FEES'],
  ['Rücklastschrift mangels Deckung', 'OUT', 'BANK_FEES_INSUFFICIENT_FUNDS'],
  ['ATM FEE', 'OUT', 'BANK_FEES_ATM_FEES'],
  ['ATM-227341', 'OUT', 'TRANSFER_OUT_WITHDRAWAL'],
  ['VYBER', 'OUT', 'TRANSFER_OUT_WITHDRAWAL'],
  ['SLUZBY', 'OUT', 'BANK_FEES_OTHER_BANK_FEES'],
  ['Payday loan', 'IN', 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS'],
  ['Miete März', 'OUT', 'RENT_AND_UTILITIES_RENT'],
  ['RENT A CAR MALLORCA', 'OUT', 'TRAVEL_RENTAL_CARS'],
  ['UVER', 'OUT', 'LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT'],
  ['Umbuchung', 'OUT', 'TRANSFER_OUT_ACCOUNT_TRANSFER'],
] as const)('%s, money %s, is %s', (narration, direction, category) => {
  expect(findBookingWords(narration, direction)?.category).toBe(category);
});

test.each([
  ['CURRENT AFFAIRS BOOKS', 'OUT'],
  ['ATMOSPHERE BAR', 'OUT'],
  ['GEHALT', 'OUT'],
] as const)('%s, money %s, has no words of the bank', (narration, direction) => {
  expect(findBookingWords(narration, direction)).toBeNull();
});

test('words stand for categories in which money goes their way', () => {
  for (const direction of ['IN', 'OUT'] as Direction[]) {
    for (const category of Object.keys(BOOKING_WORDS[direction])) {
      expect(isCategory(category) && fitsDirection(category, direction)).toBe(true);
    }
  }
});

import { readTextModel } from '../../models/read-text-model.ts';
import { type Booking, type Corrections, enrich, NO_CORRECTIONS } from './enrich.ts';
import { explainCategory } from './explain-category.ts';

const model = readTextModel(new URL('../../../models/categories.json', import.meta.url));
const booking = (narration: string, amount = '-12.00', mcc: string | null = null): Booking => ({
  accountId: 'a',
  transactionId: 't',
  amount,
  narration,
  mcc,
});
const enriched = (one: Booking, corrections: Partial<Corrections> = {}) =>
  enrich(one, { ...NO_CORRECTIONS, ...corrections }, model);

test('the stronger evidence wins: customer, operator, known merchant, code, text', () => {
  const one = booking('SQ *NETFLIX.COM BERLIN', '-12.00', '5812');
  const corrections = {
    transaction: 'GENERAL_SERVICES_EDUCATION',
    merchantByCustomer: 'GENERAL_SERVICES_INSURANCE',
    merchantByOperator: 'GENERAL_SERVICES_STORAGE',
  } as const;
  expect(enriched(one, corrections)).toMatchObject({ category: 'GENERAL_SERVICES_EDUCATION', evidence: 'CUSTOMER' });
  expect(enriched(one, { ...corrections, transaction: null })).toMatchObject({
    category: 'GENERAL_SERVICES_INSURANCE',
    evidence: 'CUSTOMER',
    confidence: 1,
  });
  expect(enriched(one, { merchantByOperator: 'GENERAL_SERVICES_STORAGE' }).evidence).toBe('OPERATOR');
  expect(enriched(one)).toMatchObject({
    merchant: 'Netflix',
    city: 'Berlin',
    category: 'ENTERTAINMENT_TV_AND_MOVIES',
    evidence: 'MERCHANT',
  });
  expect(enriched(booking('SOMEWHERE NICE', '-12.00', '5812'))).toMatchObject({
    category: 'FOOD_AND_DRINK_RESTAURANT',
    evidence: 'MCC',
  });
  expect(enriched(booking('BÄCKEREI HINTERHUBER'))).toMatchObject({
    merchant: 'Bäckerei Hinterhuber',
    category: 'FOOD_AND_DRINK_GROCERIES',
    evidence: 'TEXT',
  });
});

test('words of income outrank the employer’s shop, and a correction holds only for money that goes its way', () => {
  expect(enriched(booking('GEHALT REWE MARKT GMBH', '2500.00')).category).toBe('INCOME_WAGES');
  expect(enriched(booking('ACME', '5.00'), { merchantByCustomer: 'RENT_AND_UTILITIES_RENT' }).evidence).toBe(
    'CUSTOMER',
  );
  expect(enriched(booking('ACME', '5.00'), { merchantByCustomer: 'TRANSFER_OUT_SAVINGS' }).evidence).not.toBe(
    'CUSTOMER',
  );
});

test('where nothing speaks, only the direction is told, and hardly believed', () => {
  expect(enriched(booking('12345', '-1.00'))).toEqual({
    merchant: null,
    city: null,
    category: 'GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE',
    confidence: 0.1,
    evidence: 'NONE',
    counterpart: null,
  });
  expect(enriched(booking('12345', '1.00')).category).toBe('INCOME_OTHER_INCOME');
});

test('an explanation names the evidence, the words and what was taken away', () => {
  const one = booking('SQ *ZAHNARZTPRAXIS LOHSE');
  const told = explainCategory(one, enriched(one), model);
  expect(told.sentence).toContain('zahnarztpraxis');
  expect(told.words[0]!.word).toBe('zahnarztpraxis');
  expect(told.cleaning).toEqual(['payment processor']);
  expect(told.grounds.map(({ evidence }) => evidence)).toEqual(['TEXT', 'NONE']);
  const said = explainCategory(one, enriched(one, { transaction: 'MEDICAL_EYE_CARE' }), model);
  expect(said).toMatchObject({ sentence: 'You said so.' });
  expect(said.grounds[0]).toMatchObject({ evidence: 'CUSTOMER', category: 'MEDICAL_EYE_CARE' });
});

import { explain, inLocale } from './explain.ts';
import { OTHER, PROTECTION_SENTENCES, SENTENCES } from './sentences.ts';

test('reasons are put into the language of the customer, English where there are no words', () => {
  expect(explain(['FINANCIAL_STRESS_HIGH'], 'de-AT')[0]).toMatch(/Geld/);
  expect(explain(['FINANCIAL_STRESS_HIGH'], 'fr-FR')[0]).toMatch(/money/);
});

test('a reason without a sentence of its own is still explained, and the same sentence is said once', () => {
  expect(explain(['UNHEARD_OF', 'UNHEARD_OF_TOO'], 'en')).toEqual([OTHER.en]);
});

test('every sentence is there in English and German and speaks of no score', () => {
  for (const worded of [...Object.values(SENTENCES), ...Object.values(PROTECTION_SENTENCES), OTHER]) {
    expect(inLocale(worded, 'de-DE')).not.toBe(worded.en);
    expect(worded.en + worded['de']).not.toMatch(/score|model|\d/i);
  }
});

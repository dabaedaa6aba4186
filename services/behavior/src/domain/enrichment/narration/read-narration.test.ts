import { readNarration } from './read-narration.ts';

test.each([
  ['SQ *BLUE BOTTLE COFFEE OAKLAND CA', 'BLUE BOTTLE COFFEE', 'Oakland'],
  ['PAYPAL *SPOTIFY 35314369001', 'SPOTIFY', null],
  ['SUMUP  *CAFE KRANZLER BERLIN DE', 'CAFE KRANZLER', 'Berlin'],
  ['Zettle_*Bäckerei Schmidt', 'BÄCKEREI SCHMIDT', null],
  ['TST* JOES PIZZA 0412 NEW YORK NY', 'JOES PIZZA', 'New York'],
  ['POS PURCHASE 4567XXXXXX1234 WALMART SUPERCENTER #1234 AUSTIN TX', 'WALMART SUPERCENTER', 'Austin'],
  ['REWE SAGT DANKE. 12345678//BERLIN/DE 2026-03-01T14:33:21', 'REWE', 'Berlin'],
  ['SEPA-BASISLASTSCHRIFT NETFLIX INTERNATIONAL B.V. EREF+123 MREF+45 CRED+NL12', 'NETFLIX INTERNATIONAL', null],
  ['UPI/DR/412345678901/SWIGGY/YESB/swiggy@yb/Pay', 'SWIGGY', null],
  ['NEFT CR-HDFC0000123-ACME CORP-SALARY', 'ACME', null],
  ['VISA DEBIT 12 MAR 2026 SHELL 4412 MUENCHEN', 'SHELL', 'München'],
  ['Dauerauftrag Hausverwaltung Müller GmbH & Co. KG', 'HAUSVERWALTUNG MÜLLER', null],
  ['CARD 1234 TESCO STORES 2345 LONDON GB', 'TESCO STORES', 'London'],
  ['NETFLIX.COM 866-712-7753', 'NETFLIX', null],
  ['H&M 0123 BERLIN', 'H&M', 'Berlin'],
  ['PAYMENT FOR 24 HOUR FITNESS', '24 HOUR FITNESS', null],
  ['12345678', '', null],
])('%s names %s', (narration, name, city) => {
  expect(readNarration(narration)).toMatchObject({ name, city });
});

test('what was taken away is told', () => {
  expect(readNarration('SQ *BLUE BOTTLE 4567XXXXXX1234 BERLIN').rules).toEqual([
    'card digits',
    'payment processor',
    'city',
  ]);
});

import { takeCity } from './cities.ts';
import type { NarrationRule } from './narration-rule.ts';
import { stripCardDigits } from './strip-card-digits.ts';
import { stripDates } from './strip-dates.ts';
import { stripDomain } from './strip-domain.ts';
import { stripLegalForm } from './strip-legal-form.ts';
import { stripPaymentWords } from './strip-payment-words.ts';
import { stripProcessor } from './strip-processor.ts';
import { stripReferences } from './strip-references.ts';
import { stripStoreNumber } from './strip-store-number.ts';
import { unwrapSepa } from './unwrap-sepa.ts';
import { unwrapUpi } from './unwrap-upi.ts';

type Examples = readonly (readonly [NarrationRule, readonly (readonly [string, string])[]])[];

const EXAMPLES: Examples = [
  [
    stripProcessor,
    [
      ['SQ *BLUE BOTTLE', 'BLUE BOTTLE'],
      ['PAYPAL *SPOTIFY', 'SPOTIFY'],
      ['PP*NINTENDO', 'NINTENDO'],
      ['SUMUP *CAFE', 'CAFE'],
      ['ZETTLE_*BAKERY', 'BAKERY'],
      ['IZ *FLOWER POWER', 'FLOWER POWER'],
      ['TST* JOES PIZZA', 'JOES PIZZA'],
      ['KLARNA BANK AB /ZALANDO', 'ZALANDO'],
      ['PAYPAL', 'PAYPAL'],
      ['IN THE MOOD', 'IN THE MOOD'],
    ],
  ],
  [
    stripPaymentWords,
    [
      ['POS PURCHASE WALMART', 'WALMART'],
      ['KARTENZAHLUNG EDEKA', 'EDEKA'],
      ['PAYMENT FOR AIRBNB', 'AIRBNB'],
      ['REWE SAGT DANKE', 'REWE'],
      ['UBER BOOKING', 'UBER'],
      ['VISA DEBIT SHELL', 'SHELL'],
      ['TOYS R US', 'TOYS R US'],
      ['CARDINAL HEALTH', 'CARDINAL HEALTH'],
    ],
  ],
  [
    stripCardDigits,
    [
      ['TESCO XXXX1234', 'TESCO'],
      ['TESCO 4567XXXXXX1234', 'TESCO'],
      ['TESCO **** 1234', 'TESCO'],
      ['CARD 1234 TESCO', 'TESCO'],
      ['KARTE NR. 1234 REWE', 'REWE'],
      ['TESCO 1234', 'TESCO 1234'],
    ],
  ],
  [
    stripDates,
    [
      ['REWE 2026-03-01T14:33:21', 'REWE'],
      ['REWE 01.03.26', 'REWE'],
      ['REWE 01.03.2026 UM 14:33 UHR', 'REWE'],
      ['SHELL 03/01', 'SHELL'],
      ['SHELL 12 MAR 2026', 'SHELL'],
      ['MIETE MÄRZ 2026', 'MIETE'],
      ['GEHALT 03/2026', 'GEHALT'],
      ['MARCH HARE PUB', 'MARCH HARE PUB'],
    ],
  ],
  [
    stripReferences,
    [
      ['MIETE DE89370400440532013000', 'MIETE'],
      ['ALLIANZ REF 2026/4711', 'ALLIANZ'],
      ['NETFLIX 866-712-7753', 'NETFLIX'],
      ['AMZN MKTP US*2K3LO4', 'AMZN MKTP US'],
      ['SPOTIFY 35314369001', 'SPOTIFY'],
      ['VODAFONE KUNDENNR 12345', 'VODAFONE'],
      ['1&1 TELECOM', '1&1 TELECOM'],
    ],
  ],
  [
    stripStoreNumber,
    [
      ['WALMART #1234', 'WALMART'],
      ['STARBUCKS STORE 12345', 'STARBUCKS'],
      ['DM FIL. 0042', 'DM'],
      ['TARGET T-2201', 'TARGET'],
      ['LIDL 0042', 'LIDL'],
      ['24 HOUR FITNESS', '24 HOUR FITNESS'],
      ['BLUME 2000', 'BLUME'],
    ],
  ],
  [
    stripLegalForm,
    [
      ['HAUSVERWALTUNG MÜLLER GMBH & CO. KG', 'HAUSVERWALTUNG MÜLLER'],
      ['SIEMENS AG', 'SIEMENS'],
      ['ACME INC', 'ACME'],
      ['TATA POWER PVT LTD', 'TATA POWER'],
      ['TIERSCHUTZ E.V.', 'TIERSCHUTZ'],
      ['SAGA', 'SAGA'],
    ],
  ],
  [
    stripDomain,
    [
      ['WWW.ZALANDO.DE', 'ZALANDO'],
      ['NETFLIX.COM', 'NETFLIX'],
      ['APPLE.COM/BILL', 'APPLE'],
      ['DM', 'DM'],
    ],
  ],
  [
    unwrapSepa,
    [
      ['SEPA-BASISLASTSCHRIFT NETFLIX EREF+12 MREF+3', 'NETFLIX'],
      ['SVWZ+MIETE MÄRZ EREF+12', 'MIETE MÄRZ'],
      ['GUTSCHRIFT ACME', 'ACME'],
      ['DDR MUSEUM', 'DDR MUSEUM'],
    ],
  ],
  [
    unwrapUpi,
    [
      ['UPI-SWIGGY@PAYTM-500123456789', 'SWIGGY'],
      ['UPI/DR/412345678901/ZOMATO/YESB/ZOMATO@YB/PAY', 'ZOMATO'],
      ['NEFT CR-HDFC0000123-ACME-SALARY', 'ACME'],
      ['IMPS-9123-RAHUL SHARMA-HDFC', 'RAHUL SHARMA'],
      ['UPIX GMBH', 'UPIX GMBH'],
    ],
  ],
];

describe.each(EXAMPLES)('$name', ({ name, strip }, examples) => {
  test.each(examples)(`${name} of %s leaves %s`, (text, rest) => expect(strip(text)).toBe(rest));
});

test.each([
  ['REWE BERLIN', 'REWE', 'Berlin'],
  ['REWE FRANKFURT AM MAIN DE', 'REWE', 'Frankfurt'],
  ['SHAKE SHACK NEW YORK NY', 'SHAKE SHACK', 'New York'],
  ['ALDI//GUETERSLOH/DE', 'ALDI', null],
  ['BERLIN', 'BERLIN', null],
  ['STADTWERKE ESSEN', 'STADTWERKE', 'Essen'],
])('in %s the rest is %s and the city %s', (text, rest, city) => expect(takeCity(text)).toEqual({ rest, city }));

import type { Life } from '../life.ts';
import { ABROAD, GERMANY } from '../merchants.ts';

/** A consultant who spends four trips a year abroad: paid there by card, booked at home in euro. */
export const TRAVELLER: Life = {
  person: {
    userId: 'demo-traveller',
    firstName: 'Mehmet',
    lastName: 'Yalçın',
    email: 'mehmet.yalcin@example.org',
    phone: '+493023125417',
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
  },
  currency: 'EUR',
  current: { accountId: 'DE-DEMO-4001', name: 'Girokonto', openedAt: '2014-10-01T08:00:00.000Z' },
  lowestCents: 145_000,
  savings: {
    accountId: 'DE-DEMO-4002',
    name: 'Reisekasse',
    openedAt: '2019-04-01T08:00:00.000Z',
    openingCents: 820_000,
  },
  standing: [
    { narration: 'LOHN/GEHALT {month} KOMPASS BERATUNG AG', cents: 427_000, dayOfMonth: 27 },
    { narration: 'MIETE {month} WOHNBAU SPREEUFER', cents: -126_000, dayOfMonth: 1 },
    { narration: 'STROMWERKE SPREE ABSCHLAG {month}', cents: -5_900, dayOfMonth: 3, mcc: '4900' },
    { narration: 'MOBILFUNK WELTTARIF RNG {month}', cents: -4_999, dayOfMonth: 16, mcc: '4814' },
    { narration: 'REISEKRANKENVERSICHERUNG BEITRAG', cents: -2_900, dayOfMonth: 2, mcc: '6300' },
    { narration: 'BAHNKARTE ABO {month}', cents: -5_800, dayOfMonth: 7, mcc: '4112' },
    { narration: 'FILMSTROM ABO', cents: -1_399, dayOfMonth: 20, mcc: '4899' },
    { narration: 'FITNESSWERK MITTE BEITRAG', cents: -4_490, dayOfMonth: 5, mcc: '7997' },
    { narration: 'UMBUCHUNG REISEKASSE', cents: -115_000, dayOfMonth: 28, withSavings: true },
  ],
  habits: [
    { timesAMonth: 7, cents: [-6_200, -1_400], at: GERMANY.groceries },
    { timesAMonth: 5, cents: [-1_900, -750], at: GERMANY.fastFood },
    { timesAMonth: 3, cents: [-7_400, -2_600], at: GERMANY.restaurants, weekendTimes: 2.5 },
    { timesAMonth: 3, cents: [-1_800, -320], at: GERMANY.transport },
    { timesAMonth: 1, cents: [-15_900, -3_900], at: GERMANY.clothes, weekendTimes: 2 },
    { timesAMonth: 1, cents: [-46_000, -9_000], at: ABROAD.flights },
    { timesAMonth: 50, cents: [-5_800, -900], at: ABROAD.lisbon, daysAgo: [301, 311] },
    { timesAMonth: 9, cents: [-31_000, -14_000], at: ABROAD.hotels, daysAgo: [301, 311] },
    {
      timesAMonth: 60,
      cents: [-7_900, -800],
      at: ABROAD.newYork,
      daysAgo: [205, 217],
      abroad: { currency: 'USD', rate: 0.923 },
    },
    {
      timesAMonth: 75,
      cents: [-640_000, -90_000],
      at: ABROAD.tokyo,
      daysAgo: [96, 109],
      abroad: { currency: 'JPY', rate: 0.0061 },
    },
    {
      timesAMonth: 45,
      cents: [-5_200, -700],
      at: ABROAD.zurich,
      daysAgo: [18, 25],
      abroad: { currency: 'CHF', rate: 1.061 },
    },
  ],
};

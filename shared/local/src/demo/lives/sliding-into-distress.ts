import type { Life } from '../life.ts';
import { GERMANY } from '../merchants.ts';

/**
 * Hours were cut five months ago and the wage fell by a third; rent and debits did not. Overtime and a little left over
 * are gone, nothing has been returned yet.
 */
export const SLIDING_INTO_DISTRESS: Life = {
  person: {
    userId: 'demo-sliding-into-distress',
    firstName: 'Sandra',
    lastName: 'Pohl',
    email: 'sandra.pohl@example.org',
    phone: '+4915228817386',
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
  },
  currency: 'EUR',
  current: { accountId: 'DE-DEMO-5001', name: 'Girokonto', openedAt: '2012-08-20T08:00:00.000Z' },
  lowestCents: 78_000,
  standing: [
    { narration: 'LOHN/GEHALT {month} TEXTILWERK HAVEL GMBH', cents: 264_000, dayOfMonth: 28, untilMonthsAgo: 6 },
    { narration: 'LOHN/GEHALT {month} KURZARBEIT TEXTILWERK HAVEL', cents: 186_000, dayOfMonth: 28, fromMonthsAgo: 5 },
    { narration: 'MIETE {month} WOHNUNGSGENOSSENSCHAFT ELSTER', cents: -98_000, dayOfMonth: 1 },
    { narration: 'STROMWERKE SPREE ABSCHLAG {month}', cents: -8_800, dayOfMonth: 3, mcc: '4900' },
    { narration: 'FERNWAERME MARK ABSCHLAG {month}', cents: -9_200, dayOfMonth: 5, mcc: '4900' },
    { narration: 'RATENKREDIT AUTOBANK RATE {month}', cents: -27_500, dayOfMonth: 6, mcc: '6012' },
    { narration: 'TELEKOMMUNIKATION DSL UND MOBIL RNG {month}', cents: -5_495, dayOfMonth: 9, mcc: '4814' },
    { narration: 'HAUSRAT UND LEBENSVERSICHERUNG AG', cents: -6_900, dayOfMonth: 2, mcc: '6300' },
    { narration: 'KFZ VERSICHERUNG QUARTALSBEITRAG', cents: -16_400, dayOfMonth: 2, mcc: '6300', everyMonths: 3 },
    { narration: 'FILMSTROM ABO', cents: -1_399, dayOfMonth: 14, mcc: '4899' },
    { narration: 'RATENKAUF MOEBELHAUS {month}', cents: -6_900, dayOfMonth: 18, fromMonthsAgo: 4 },
  ],
  habits: [
    { timesAMonth: 11, cents: [-6_900, -1_700], at: GERMANY.groceries },
    { timesAMonth: 4, cents: [-890, -310], at: GERMANY.bakery, weekendTimes: 1.5 },
    { timesAMonth: 3, cents: [-6_400, -3_400], at: GERMANY.fuel },
    { timesAMonth: 3, cents: [-1_600, -700], at: GERMANY.fastFood },
    { timesAMonth: 1.5, cents: [-2_800, -600], at: GERMANY.pharmacy },
    { timesAMonth: 1.5, cents: [-7_900, -1_900], at: GERMANY.clothes, daysAgo: [160, 366] },
    { timesAMonth: 2, cents: [-6_400, -2_600], at: GERMANY.restaurants, weekendTimes: 2.5, daysAgo: [150, 366] },
    { timesAMonth: 2.6, cents: [-9_000, -4_000], at: GERMANY.cash },
  ],
};

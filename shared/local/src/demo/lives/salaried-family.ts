import type { Life } from '../life.ts';
import { GERMANY } from '../merchants.ts';

const BERLIN = { locale: 'de-DE', timeZone: 'Europe/Berlin' };

/** Two adults, two children, one joint account, one wage and child benefit. */
export const SALARIED_FAMILY: Life = {
  person: {
    userId: 'demo-salaried-family',
    firstName: 'Katrin',
    lastName: 'Hartmann',
    email: 'katrin.hartmann@example.org',
    phone: '+4915228895456',
    ...BERLIN,
  },
  coHolders: [
    {
      userId: 'demo-salaried-family-partner',
      firstName: 'Jonas',
      lastName: 'Hartmann',
      email: 'jonas.hartmann@example.org',
      phone: '+4915254599371',
      ...BERLIN,
    },
  ],
  currency: 'EUR',
  current: { accountId: 'DE-DEMO-1001', name: 'Familienkonto', openedAt: '2016-05-02T08:00:00.000Z' },
  lowestCents: 92_000,
  savings: {
    accountId: 'DE-DEMO-1002',
    name: 'Tagesgeld',
    openedAt: '2018-01-15T08:00:00.000Z',
    openingCents: 640_000,
  },
  standing: [
    { narration: 'LOHN/GEHALT {month} NORDLICHT LOGISTIK GMBH', cents: 398_000, dayOfMonth: 28 },
    { narration: 'FAMILIENKASSE KINDERGELD {month}', cents: 51_000, dayOfMonth: 12 },
    { narration: 'MIETE {month} HAUSVERWALTUNG KASTANIE GBR', cents: -138_000, dayOfMonth: 1 },
    { narration: 'STROMWERKE SPREE ABSCHLAG {month}', cents: -11_400, dayOfMonth: 3, mcc: '4900' },
    { narration: 'GASVERSORGUNG MARK ABSCHLAG {month}', cents: -9_600, dayOfMonth: 5, mcc: '4900' },
    { narration: 'KITA GARTENZWERGE ELTERNBEITRAG {month}', cents: -21_000, dayOfMonth: 4 },
    { narration: 'TELEKOMMUNIKATION DSL UND MOBIL RNG {month}', cents: -7_495, dayOfMonth: 9, mcc: '4814' },
    { narration: 'HAFTPFLICHT UND HAUSRAT VERSICHERUNG AG', cents: -8_700, dayOfMonth: 2, mcc: '6300' },
    { narration: 'KFZ VERSICHERUNG QUARTALSBEITRAG', cents: -19_800, dayOfMonth: 2, mcc: '6300', everyMonths: 3 },
    { narration: 'FILMSTROM ABO', cents: -1_799, dayOfMonth: 14, mcc: '4899' },
    { narration: 'MUSIKBOX FAMILY ABO', cents: -1_699, dayOfMonth: 19, mcc: '5815' },
    { narration: 'TURNVEREIN LINDENHOF E.V. BEITRAG', cents: -3_400, dayOfMonth: 15 },
    { narration: 'UMBUCHUNG TAGESGELD', cents: -58_000, dayOfMonth: 29, withSavings: true },
  ],
  habits: [
    { timesAMonth: 13, cents: [-9_800, -2_100], at: GERMANY.groceries, weekendTimes: 1.3 },
    { timesAMonth: 6, cents: [-1_250, -390], at: GERMANY.bakery, weekendTimes: 2 },
    { timesAMonth: 3, cents: [-8_400, -5_100], at: GERMANY.fuel },
    { timesAMonth: 2.5, cents: [-9_200, -3_800], at: GERMANY.restaurants, weekendTimes: 3 },
    { timesAMonth: 1.5, cents: [-3_600, -850], at: GERMANY.pharmacy },
    { timesAMonth: 1.7, cents: [-11_900, -2_400], at: GERMANY.clothes, weekendTimes: 2 },
    { timesAMonth: 1, cents: [-14_500, -1_900], at: GERMANY.household, weekendTimes: 2 },
    { timesAMonth: 2, cents: [-10_000, -5_000], at: GERMANY.cash },
  ],
};

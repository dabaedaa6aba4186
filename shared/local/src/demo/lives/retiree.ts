import type { Life } from '../life.ts';
import { AMERICA } from '../merchants.ts';

/** Two pensions, a paid-off house, habits that hardly change. */
export const RETIREE: Life = {
  person: {
    userId: 'demo-retiree',
    firstName: 'Walter',
    lastName: 'Brennan-Ortiz',
    email: 'walter.brennan@example.com',
    phone: '+15205550137',
    locale: 'en-US',
    timeZone: 'America/Phoenix',
  },
  currency: 'USD',
  current: { accountId: 'US-DEMO-3001', name: 'Checking', openedAt: '1998-03-12T16:00:00.000Z' },
  lowestCents: 185_000,
  savings: {
    accountId: 'US-DEMO-3002',
    name: 'Savings',
    openedAt: '2004-06-01T16:00:00.000Z',
    openingCents: 2_450_000,
  },
  standing: [
    { narration: 'SSA TREAS 310 SOCIAL SECURITY PENSION DEP {month}', cents: 214_600, dayOfMonth: 10 },
    { narration: 'COPPER MINES PENSION FUND DEP {month}', cents: 84_000, dayOfMonth: 1 },
    { narration: 'MEDICARE SUPPLEMENT INSURANCE PREMIUM', cents: -18_900, dayOfMonth: 5, mcc: '6300' },
    { narration: 'SUNBELT ELECTRIC AUTOPAY', cents: -13_400, dayOfMonth: 12, mcc: '4900', spreadCents: 3_100 },
    { narration: 'TUCSON WATER UTILITY AUTOPAY', cents: -6_200, dayOfMonth: 14, mcc: '4900', spreadCents: 600 },
    { narration: 'MESA CABLE AND PHONE AUTOPAY', cents: -11_800, dayOfMonth: 18, mcc: '4899' },
    { narration: 'PIMA COUNTY PROPERTY TAX INSTALLMENT', cents: -112_000, dayOfMonth: 1, everyMonths: 6 },
    { narration: 'HOMEOWNERS INSURANCE PREMIUM', cents: -12_700, dayOfMonth: 20, mcc: '6300' },
    { narration: 'MORNING COURIER NEWSPAPER SUBSCRIPTION', cents: -2_400, dayOfMonth: 3, mcc: '5968' },
    { narration: 'ONLINE TRANSFER TO SAVINGS', cents: -60_000, dayOfMonth: 11, withSavings: true },
  ],
  habits: [
    { timesAMonth: 8, cents: [-9_400, -1_900], at: AMERICA.groceries },
    { timesAMonth: 2.5, cents: [-5_200, -3_300], at: AMERICA.fuel },
    { timesAMonth: 4, cents: [-4_100, -1_300], at: AMERICA.restaurants, weekendTimes: 1.6 },
    { timesAMonth: 3, cents: [-4_600, -900], at: AMERICA.pharmacy },
    { timesAMonth: 0.8, cents: [-6_500, -2_500], at: AMERICA.doctor, weekendTimes: 0 },
    { timesAMonth: 1.2, cents: [-7_800, -1_500], at: AMERICA.garden },
    { timesAMonth: 4, cents: [-4_000, -2_000], at: AMERICA.church, weekendTimes: 6 },
    { timesAMonth: 1, cents: [-8_500, -1_800], at: AMERICA.gifts },
    { timesAMonth: 2, cents: [-20_000, -10_000], at: AMERICA.cash },
  ],
};

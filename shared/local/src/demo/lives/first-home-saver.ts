import type { Life } from '../life.ts';
import { BRITAIN } from '../merchants.ts';

/** Lives below her means: half of every wage goes to the deposit for a first home. */
export const FIRST_HOME_SAVER: Life = {
  person: {
    userId: 'demo-first-home-saver',
    firstName: 'Priya',
    lastName: 'Raman',
    email: 'priya.raman@example.com',
    phone: '+447700900218',
    locale: 'en-GB',
    timeZone: 'Europe/London',
  },
  currency: 'GBP',
  current: { accountId: 'GB-DEMO-6001', name: 'Current account', openedAt: '2020-07-06T09:00:00.000Z' },
  lowestCents: 96_000,
  savings: {
    accountId: 'GB-DEMO-6002',
    name: 'First home',
    openedAt: '2021-01-04T09:00:00.000Z',
    openingCents: 1_120_000,
  },
  standing: [
    { narration: 'BACS SALARY {month} AIRE VALLEY HOSPITAL TRUST', cents: 274_000, dayOfMonth: 26 },
    { narration: 'STANDING ORDER RENT SHARED HOUSE HYDE PARK', cents: -61_000, dayOfMonth: 1 },
    { narration: 'DIRECT DEBIT NORTHGRID ENERGY SHARE', cents: -4_900, dayOfMonth: 8, mcc: '4900' },
    { narration: 'DIRECT DEBIT TALKBACK MOBILE', cents: -1_200, dayOfMonth: 12, mcc: '4814' },
    { narration: 'DIRECT DEBIT STUDENT LOAN REPAYMENT', cents: -9_800, dayOfMonth: 27 },
    { narration: 'CARD PAYMENT TO CITY GYM MEMBERSHIP', cents: -2_499, dayOfMonth: 4, mcc: '7997' },
    { narration: 'CARD PAYMENT TO MUSICBOX SUBSCRIPTION', cents: -1_199, dayOfMonth: 23, mcc: '5815' },
    { narration: 'TRANSFER TO FIRST HOME', cents: -138_000, dayOfMonth: 27, withSavings: true },
  ],
  habits: [
    { timesAMonth: 9, cents: [-4_200, -800], at: BRITAIN.groceries },
    { timesAMonth: 6, cents: [-540, -260], at: BRITAIN.coffee, weekendTimes: 0.7 },
    { timesAMonth: 2.5, cents: [-3_900, -1_300], at: BRITAIN.restaurants, weekendTimes: 2.5 },
    { timesAMonth: 6, cents: [-2_900, -230], at: BRITAIN.transport },
    { timesAMonth: 1, cents: [-6_900, -1_400], at: BRITAIN.clothes, weekendTimes: 2 },
    { timesAMonth: 1, cents: [-1_900, -420], at: BRITAIN.pharmacy },
    { timesAMonth: 1, cents: [-4_000, -2_000], at: BRITAIN.cash },
  ],
};

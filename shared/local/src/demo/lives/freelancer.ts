import type { Life } from '../life.ts';
import { BRITAIN } from '../merchants.ts';

/** Paid by invoice: months with three payments, months with none, tax in January and July. */
export const FREELANCER: Life = {
  person: {
    userId: 'demo-freelancer',
    firstName: 'Imogen',
    lastName: 'Clarke',
    email: 'imogen.clarke@example.com',
    phone: '+447700900142',
    locale: 'en-GB',
    timeZone: 'Europe/London',
  },
  currency: 'GBP',
  current: { accountId: 'GB-DEMO-2001', name: 'Everyday account', openedAt: '2019-09-10T09:00:00.000Z' },
  lowestCents: 85_000,
  savings: {
    accountId: 'GB-DEMO-2002',
    name: 'Tax pot',
    openedAt: '2020-02-03T09:00:00.000Z',
    openingCents: 410_000,
  },
  standing: [
    { narration: 'STANDING ORDER RENT CANAL WHARF LETTINGS', cents: -98_000, dayOfMonth: 1 },
    { narration: 'DIRECT DEBIT LEEDS CITY COUNCIL TAX', cents: -14_200, dayOfMonth: 1 },
    { narration: 'DIRECT DEBIT NORTHGRID ENERGY', cents: -10_800, dayOfMonth: 8, mcc: '4900', spreadCents: 900 },
    { narration: 'DIRECT DEBIT FIBRELINE BROADBAND', cents: -3_850, dayOfMonth: 11, mcc: '4814' },
    { narration: 'DIRECT DEBIT TALKBACK MOBILE', cents: -1_800, dayOfMonth: 17, mcc: '4814' },
    { narration: 'CARD PAYMENT TO COWORK YARD MEMBERSHIP', cents: -16_500, dayOfMonth: 3 },
    { narration: 'CARD PAYMENT TO FILMSTREAM SUBSCRIPTION', cents: -1_099, dayOfMonth: 21, mcc: '4899' },
    { narration: 'DIRECT DEBIT PROFESSIONAL INDEMNITY INSURANCE', cents: -4_200, dayOfMonth: 15, mcc: '6300' },
    { narration: 'TRANSFER TO TAX POT', cents: -32_000, dayOfMonth: 25, withSavings: true },
    { narration: 'HMRC SELF ASSESSMENT PAYMENT ON ACCOUNT', cents: -148_000, dayOfMonth: 28, everyMonths: 6 },
  ],
  habits: [
    {
      timesAMonth: 2.1,
      cents: [88_000, 241_000],
      weekendTimes: 0,
      at: [
        { narration: 'FASTER PAYMENT FROM HOLLOWAY PUBLISHING LTD INV' },
        { narration: 'FASTER PAYMENT FROM BRIGHTSIDE AGENCY INVOICE' },
        { narration: 'FASTER PAYMENT FROM OTTER AND SONS DESIGN FEE' },
      ],
    },
    { timesAMonth: 9, cents: [-5_400, -900], at: BRITAIN.groceries },
    { timesAMonth: 8, cents: [-690, -280], at: BRITAIN.coffee, weekendTimes: 0.6 },
    { timesAMonth: 3.5, cents: [-4_900, -1_400], at: BRITAIN.restaurants, weekendTimes: 2.5 },
    { timesAMonth: 4, cents: [-3_900, -320], at: BRITAIN.transport, weekendTimes: 0.5 },
    { timesAMonth: 1.5, cents: [-7_900, -1_200], at: BRITAIN.software },
    { timesAMonth: 1, cents: [-2_300, -500], at: BRITAIN.pharmacy },
    { timesAMonth: 1, cents: [-5_000, -2_000], at: BRITAIN.cash },
  ],
};

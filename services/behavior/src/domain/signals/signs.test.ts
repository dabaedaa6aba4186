import { assessed, booked, caseOf } from '../../../test/signal-case.ts';
import type { Category } from '../enrichment/taxonomy.ts';
import type { LedgerFact } from '../ledger/ledger-fact.ts';

/** What a sign is shown by: merchant codes, categories and narrations, each of which suffices. */
type Shown = {
  readonly mccs?: string;
  readonly categories?: readonly Category[];
  readonly narrations?: readonly string[];
};

const categorised = (category: Category): Partial<LedgerFact> => ({
  enrichment: { merchant: null, city: null, category, confidence: 0.9, evidence: 'MCC', counterpart: null },
});

test.each<[string, string, 'IN' | 'OUT' | 'EITHER', number, number, number, Shown]>([
  [
    'BEREAVEMENT',
    'funerals',
    'OUT',
    0,
    1,
    0.48,
    { mccs: '7261', narrations: ['BESTATTUNG', 'FUNERAL HOME', 'UNDERTAKER', 'FRIEDHOFSAMT', 'CREMATORIUM'] },
  ],
  ['BEREAVEMENT', 'pensions of survivors', 'IN', 0, 1, 0.48, { narrations: ['WITWENRENTE', 'SURVIVORS PENSION'] }],
  [
    'BEREAVEMENT',
    'estates',
    'EITHER',
    0,
    1,
    0.4,
    { narrations: ['NACHLASS', 'PROBATE', 'ESTATE OF A B', 'STERBEGELD'] },
  ],
  [
    'DIVORCE',
    'maintenance',
    'EITHER',
    0,
    1,
    0.45,
    { narrations: ['UNTERHALT', 'ALIMONY', 'CHILD SUPPORT', 'SCHEIDUNG'] },
  ],
  [
    'DIVORCE',
    'lawyers',
    'OUT',
    0,
    2,
    0.4,
    {
      mccs: '8111',
      categories: ['GENERAL_SERVICES_CONSULTING_AND_LEGAL'],
      narrations: ['RECHTSANWALT', 'SOLICITOR', 'FAMILY COURT'],
    },
  ],
  [
    'HOME_PURCHASE',
    'costs of buying a home',
    'OUT',
    0,
    2,
    0.65,
    { mccs: '6513', narrations: ['NOTAR', 'CONVEYANCING', 'ESCROW', 'GRUNDERWERBSTEUER', 'STAMP DUTY', 'MAKLER'] },
  ],
  ['ILLNESS', 'sick pay', 'IN', 0, 1, 0.48, { narrations: ['KRANKENGELD', 'SICK PAY', 'PFLEGEGELD'] }],
  [
    'ILLNESS',
    'treatments',
    'OUT',
    3,
    9,
    0.4,
    {
      mccs: '8011 8050 8062 8071 8099',
      categories: ['MEDICAL_PRIMARY_CARE', 'MEDICAL_NURSING_CARE', 'MEDICAL_OTHER_MEDICAL'],
    },
  ],
  [
    'MOVING',
    'removals',
    'OUT',
    0,
    2,
    0.6,
    {
      mccs: '4214 4225',
      categories: ['GENERAL_SERVICES_STORAGE'],
      narrations: ['UMZUG', 'REMOVALS', 'VAN HIRE', 'KAUTION', 'NACHSENDEAUFTRAG'],
    },
  ],
  [
    'MOVING',
    'furniture and tools',
    'OUT',
    2,
    6,
    0.25,
    { mccs: '5712 5713 5719 5200', categories: ['HOME_IMPROVEMENT_FURNITURE', 'HOME_IMPROVEMENT_HARDWARE'] },
  ],
  [
    'NEW_CHILD',
    'what a small child needs',
    'OUT',
    1,
    5,
    0.45,
    { mccs: '5641', narrations: ['BABY WORLD', 'BABYMARKT', 'KINDERWAGEN', 'MATERNITY SHOP', 'HEBAMME'] },
  ],
  [
    'RETIREMENT',
    'pensions',
    'IN',
    0,
    1,
    0.15,
    { categories: ['INCOME_RETIREMENT_PENSION'], narrations: ['PENSION FUND', 'RENTE', 'SOCIAL SECURITY'] },
  ],
  [
    'TRAVEL',
    'bookings of travel',
    'OUT',
    0,
    3,
    0.5,
    {
      mccs: '4511 4722 7011 7512',
      categories: ['TRAVEL_FLIGHTS', 'TRAVEL_LODGING', 'TRAVEL_RENTAL_CARS'],
      narrations: ['AIRLINE', 'HOTEL MIRADOR', 'AIRBNB', 'BOOKING.COM'],
    },
  ],
  [
    'JOB_LOSS',
    'benefits in place of a wage',
    'IN',
    0,
    1,
    0.6,
    {
      categories: ['INCOME_UNEMPLOYMENT'],
      narrations: ['ARBEITSLOSENGELD', 'JOBSEEKER ALLOWANCE', 'AGENTUR FÜR ARBEIT'],
    },
  ],
  [
    'INVESTMENT_APPETITE',
    'investments',
    'OUT',
    0,
    3,
    0.4,
    {
      mccs: '6211 6051',
      categories: ['TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS'],
      narrations: ['DEPOT', 'BROKER', 'WERTPAPIER', 'ETF', 'FONDS', 'SECURITIES'],
    },
  ],
  ['RISK_TOLERANCE', 'investments', 'OUT', 1, 6, 0.3, { mccs: '6211', narrations: ['DEPOT', 'ETF'] }],
  ['RISK_TOLERANCE', 'what swings widely', 'OUT', 0, 3, 0.45, { narrations: ['KRYPTO', 'CFD', 'FOREX DESK'] }],
])('%s by %s: money %s, from more than %d to %d of them, with a weight of %d', (...row) => {
  const [kind, , direction, from, full, weight, { mccs = '', categories = [], narrations = [] }] = row;
  const shown: [string, Partial<LedgerFact>][] = [
    ...mccs
      .split(' ')
      .filter(Boolean)
      .map((mcc): [string, Partial<LedgerFact>] => ['SHOP', { mcc }]),
    ...categories.map((category): [string, Partial<LedgerFact>] => ['SHOP', categorised(category)]),
    ...narrations.map((narration): [string, Partial<LedgerFact>] => [narration, {}]),
  ];
  for (const [narration, more] of shown) {
    const many = (count: number, amount: string, also: Partial<LedgerFact> = {}) =>
      assessed(
        kind,
        caseOf({
          recent: Array.from({ length: count }, (_, ago) => booked(ago, amount, narration, { ...more, ...also })),
        }),
      ).score;
    const [ours, theirs] = direction === 'IN' ? ['50', '-50'] : ['-50', '50'];
    const counts = [from, from + 1, full, full + 1].map((count) => many(count, ours));
    const one = Number((weight / (full - from)).toFixed(4));
    expect([narration, more, ...counts]).toEqual([narration, more, 0, one, weight, weight]);
    expect(many(full, theirs)).toBe(direction === 'EITHER' ? weight : 0);
    expect(many(full, ours, { kind: 'RETURNED' })).toBe(0);
  }
});

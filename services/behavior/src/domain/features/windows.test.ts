import { event, fact, featuresOf, type Given, of, onDays, range, told } from '../../../test/given-days.ts';
import type { Category } from '../enrichment/taxonomy.ts';
import { mainAccountOf } from './customer-days.ts';
import type { DatedDay } from './feature.ts';
import { findFeature } from './registry.ts';

type OnDay = (ago: number) => Given;
const spent =
  (category: Category): OnDay =>
  (ago) => ({ facts: [of(ago, '-50.00', category)] });
const earned =
  (narration: string): OnDay =>
  (ago) => ({ facts: [{ ...of(ago, '50.00', 'INCOME_WAGES'), narration }] });
const used =
  (more: Parameters<typeof event>[2] = {}): OnDay =>
  (ago) => ({ events: [event(ago, 0, more)] });
const step = (status: string): OnDay =>
  used({ type: 'track', name: 'Application Step', properties: { applicationId: status, status } });
const inCity =
  (city: string): OnDay =>
  (ago) => ({ facts: [of(ago, '-5.00', 'FOOD_AND_DRINK_RESTAURANT', { city })] });
const answered =
  (status: string): OnDay =>
  (ago) => ({
    loop: [told(ago, 'OUTCOME', `dec-${ago}`, status, { firstAt: new Date(Date.UTC(2026, 2, 2 - ago, 11)) })],
  });
const sent: OnDay = (ago) => ({ loop: [told(ago, 'MESSAGE_OUT', `msg-${ago}`, 'SENT')] });
const replied: OnDay = (ago) => ({ loop: [...sent(ago).loop!, told(ago, 'MESSAGE_IN', `in-${ago}`, 'OTHER')] });
const closed =
  (balanceAfter: string): OnDay =>
  (ago) => ({ facts: [fact(ago, { balanceAfter })] });
const returned: OnDay = (ago) => ({ facts: [fact(ago, { kind: 'RETURNED', reason: 'INSUFFICIENT_FUNDS' })] });
const shopped = spent('FOOD_AND_DRINK_RESTAURANT');

const both = (one: Given, other: Given): Given => ({
  facts: [...(one.facts ?? []), ...(other.facts ?? [])],
  events: [...(one.events ?? []), ...(other.events ?? [])],
  loop: [...(one.loop ?? []), ...(other.loop ?? [])],
});

test.each<[string, OnDay, OnDay, string | null, string | null]>([
  ['spending_monthly', shopped, shopped, '33.33', '16.67'],
  ['income_monthly', earned('A'), earned('A'), '33.33', '16.67'],
  ['income_sources_90d', earned('ACME'), earned('OTHER'), '2', '1'],
  ['income_largest_share_90d', earned('ACME'), earned('OTHER'), '0.5', '1'],
  ['loan_payments_monthly', shopped, spent('LOAN_PAYMENTS_CAR_PAYMENT'), '16.67', '0'],
  ['saving_monthly', shopped, spent('TRANSFER_OUT_SAVINGS'), '16.67', '0'],
  ['investing_monthly', shopped, spent('TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS'), '16.67', '0'],
  ['cash_share_90d', shopped, spent('TRANSFER_OUT_WITHDRAWAL'), '0.5', '0'],
  ['medical_share_90d', shopped, spent('MEDICAL_DENTAL_CARE'), '0.5', '0'],
  ['childcare_share_90d', shopped, spent('GENERAL_SERVICES_CHILDCARE'), '0.5', '0'],
  ['home_improvement_share_90d', shopped, spent('HOME_IMPROVEMENT_FURNITURE'), '0.5', '0'],
  ['travel_share_90d', shopped, spent('TRAVEL_LODGING'), '0.5', '0'],
  ['gambling_share_90d', shopped, spent('ENTERTAINMENT_CASINOS_AND_GAMBLING'), '0.5', '0'],
  ['essential_share_90d', shopped, spent('FOOD_AND_DRINK_GROCERIES'), '0.5', '0'],
  ['category_entropy_90d', shopped, spent('TRAVEL_FLIGHTS'), '0.2626', '0'],
  ['overdraft_fees_90d', shopped, spent('BANK_FEES_OVERDRAFT_FEES'), '50', '0'],
  ['bank_fees_90d', shopped, spent('BANK_FEES_OTHER_BANK_FEES'), '50', '0'],
  ['interest_charged_90d', shopped, spent('BANK_FEES_INTEREST_CHARGE'), '50', '0'],
  [
    'cash_advances_90d',
    shopped,
    (ago) => ({ facts: [of(ago, '50.00', 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS')] }),
    '1',
    '0',
  ],
  ['returned_payments_30d', shopped, returned, '1', '0'],
  ['transactions_30d', shopped, shopped, '2', '1'],
  ['balance_minimum_30d', closed('9.00'), closed('5.00'), '5', '9'],
  ['buffer_days', closed('100.00'), spent('FOOD_AND_DRINK_GROCERIES'), '58.8', '3000'],
  ['cities_90d', inCity('Berlin'), inCity('Rome'), '2', '1'],
  ['foreign_currency_share_90d', shopped, (ago) => ({ facts: [fact(ago, { currency: 'USD' })] }), '0.5', '0'],
  ['sessions_30d', used(), used(), '2', '1'],
  ['active_days_30d', used(), used(), '2', '1'],
  ['devices_90d', used(), used({ device: 'dev-2' }), '2', '1'],
  ['mobile_share_90d', used(), used({ channel: 'MOBILE' }), '0.5', '0'],
  ['applications_abandoned_90d', step('SUBMITTED'), step('ABANDONED'), '1', '0'],
  ['offers_seen_90d', used(), (ago) => ({ loop: [told(ago, 'OUTCOME', 'dec', 'SEEN')] }), '1', '0'],
  ['offers_accepted_90d', used(), answered('ACCEPTED'), '1', '0'],
  ['offers_dismissed_90d', used(), answered('DISMISSED'), '1', '0'],
  ['decision_minutes_90d', used(), answered('DISMISSED'), '60', null],
  ['message_response_90d', replied, sent, '0.5', '1'],
])('%s counts what happened on the first day of its window, and nothing before it', (...row) => {
  const [name, today, earlier, inside, outside] = row;
  const { windowDays } = findFeature(name)!;
  expect(name).toMatch(new RegExp(`_(${windowDays}d|monthly)$|^buffer_days$`));
  const valueWith = (ago: number) => featuresOf(both(today(0), earlier(ago)))[name];
  expect([valueWith(windowDays! - 1), valueWith(windowDays!)]).toEqual([inside, outside]);
});

test.each<[string, number, (ago: number) => Given]>([
  ['balance_volatility_90d', 14, closed('5.00')],
  ['balance_trend_90d', 45, closed('5.00')],
  ['spending_velocity_7d', 35, (ago) => both(shopped(ago), shopped(8))],
  ['spending_zscore_7d', 49, (ago) => both(shopped(ago), shopped(8))],
])('%s is told from the day on which the account was seen for %d days', (name, days, seenSince) => {
  expect(featuresOf(seenSince(days - 1))[name]).not.toBeNull();
  expect(featuresOf(seenSince(days - 2))[name]).toBeNull();
});

test.each([
  ['balance_latest', null],
  ['balance_trend_90d', 90],
  ['balance_volatility_90d', 90],
  ['negative_balance_days_30d', 30],
  ['income_drop_30d', 95],
  ['income_regularity_180d', 180],
  ['spending_velocity_7d', 90],
  ['spending_zscore_7d', 119],
  ['night_share_90d', 90],
  ['weekend_share_90d', 90],
  ['rhythm_shift_30d', 120],
  ['away_share_30d', 180],
  ['days_since_seen', null],
])('%s says that it looks back for %p days', (name, windowDays) => {
  expect(findFeature(name)!.windowDays).toBe(windowDays);
});

test('windows of balances begin with the balance that their first day ended with', () => {
  const rose = (ago: number) => featuresOf(both(closed('100.00')(100), closed('200.00')(ago)));
  expect([rose(89)['balance_volatility_90d'], rose(89)['balance_trend_90d']]).toEqual(['0', '0']);
  expect([rose(88)['balance_volatility_90d'], rose(88)['balance_trend_90d']]).toEqual(['10.54', '2.2']);
  const recovered = (ago: number) => featuresOf(both(closed('-5.00')(40), closed('0.00')(ago)));
  expect([29, 28].map((ago) => recovered(ago)['negative_balance_days_30d'])).toEqual(['0', '1']);
  expect(featuresOf(shopped(1))['negative_balance_days_30d']).toBeNull();
});

test('an income is missed after a month and five days, against the two months before them', () => {
  const drop = (...agos: number[]) =>
    featuresOf({ facts: agos.flatMap((ago) => earned('A')(ago).facts!) })['income_drop_30d'];
  expect([drop(94), drop(95), drop(94, 35), drop(94, 34)]).toEqual(['1', null, '1', '0']);
  const half = [
    ...earned('A')(50).facts!,
    ...earned('A')(40).facts!,
    { ...earned('A')(3).facts![0]!, amount: '20.00' },
  ];
  expect(featuresOf({ facts: half })['income_drop_30d']).toBe('0.6');
});

test('income is regular by three paydays of half a year, extras aside', () => {
  const regular = (extra: string, ...agos: number[]) => {
    const facts = agos.flatMap((ago) => earned('A')(ago).facts!);
    return featuresOf({ facts: [...facts, { ...facts[0]!, ...of(75, extra, 'INCOME_WAGES') }] })[
      'income_regularity_180d'
    ];
  };
  expect(regular('9.99', 120, 60, 0)).toBe('1');
  expect([regular('9.99', 179, 60, 0) === null, regular('9.99', 180, 60, 0)]).toEqual([false, null]);
  // A fifth of the best is a payday of its own: gaps of 45, 15 and 60 days, amounts of 50, 10, 50 and 50.
  expect(regular('10.00', 120, 60, 0)).toBe('0.5496');
  // The gap that is still open counts once it is longer than usual.
  expect([regular('1', 140, 110, 80), regular('1', 110, 70, 30)]).toEqual(['0.7475', '1']);
});

test('who pays a twentieth of the income is a source of it', () => {
  const sources = (amount: string) => {
    const facts = [...earned('ACME')(9).facts!, { ...earned('OTHER')(5).facts![0]!, amount }];
    return featuresOf({ facts: facts.map((one, n) => (n === 0 ? { ...one, amount: '95.00' } : one)) })[
      'income_sources_90d'
    ];
  };
  expect([sources('5.00'), sources('4.99')]).toEqual(['2', '1']);
});

test('an application stands still after more than two weeks', () => {
  const given = (ago: number) => featuresOf(step('STARTED')(ago))['applications_abandoned_90d'];
  expect([14, 15].map(given)).toEqual(['0', '1']);
});

test('use is looked back for half a year, and the buffer ends at ten years', () => {
  expect([179, 180].map((ago) => featuresOf(used()(ago))['days_since_seen'])).toEqual(['179', null]);
  const cushion = (balance: string) => featuresOf({ facts: [fact(0, { balanceAfter: balance })] })['buffer_days'];
  // One euro within a week, the least that is looked at.
  expect([cushion('521'), cushion('522'), cushion('0.00')]).toEqual(['3647', '3650', '0']);
});

test('away is told from five purchases of thirty days on, from the home of half a year', () => {
  const away = (ago: number, home: number) => {
    const [rome, berlin] = [inCity('Rome'), inCity('Berlin')];
    const recent = [0, 1, 2, 3, ago].map((day) => (day === ago ? berlin : rome)(day));
    const before = range(home - 6, home).map((day) => berlin(day));
    return featuresOf([...recent, ...before].reduce(both))['away_share_30d'];
  };
  expect([away(29, 180), away(30, 180)]).toEqual(['0.8', null]);
  expect([away(29, 181), away(29, 182), away(29, 184)]).toEqual(['0.8', '0.8', '0.2']);
});

test('categories mean something where half of the bookings have one that is surer than a coin', () => {
  const share = (uncategorised: number, confidence = 0.9) =>
    featuresOf({
      facts: [
        of(1, '-1.00', 'TRAVEL_LODGING', { confidence }),
        ...onDays(range(2, 2 + uncategorised), (ago) => fact(ago)),
      ],
    })['travel_share_90d'];
  expect([share(0), share(1), share(2)]).toEqual(['1', '0.5', null]);
  expect([share(0, 0.5), share(0, 0.49)]).toEqual(['1', null]);
});

describe('the main account', () => {
  const day = (accountId: string, transactionCount: number, currency = 'EUR'): DatedDay =>
    ({ day: '2026-03-01', accountId, currency, transactionCount }) as DatedDay;
  const held = (accountId: string, accountType = 'CURRENT', role: 'OWNER' | 'JOINT' = 'OWNER') => ({
    customerId: 'cus_a',
    accountId,
    accountType,
    currency: 'EUR',
    role,
  });
  const mainOf = (...all: Parameters<typeof mainAccountOf>) => mainAccountOf(...all)?.accountId ?? null;

  test("is the owner's current account before one that nobody has told of, and no other", () => {
    expect(mainOf([day('a', 1), day('b', 9)], [held('a')])).toBe('a');
    expect(mainOf([day('a', 9)], [held('a', 'SAVINGS')])).toBeNull();
    expect(mainOf([day('a', 9)], [held('a', 'CURRENT', 'JOINT')])).toBeNull();
    expect(mainOf([day('a', 9), day('b', 1)], [held('a', 'CURRENT', 'JOINT')])).toBe('b');
    expect(mainOf([day('a', 9), day('b', 1)], [held('b')])).toBe('b');
  });

  test('has the most transactions, in its currency; of equals the first by id', () => {
    expect(mainOf([day('a', 2), day('b', 1), day('b', 2)], [])).toBe('b');
    expect(mainOf([day('b', 2), day('a', 2)], [])).toBe('a');
    expect(mainAccountOf([day('a', 1, 'USD'), day('a', 2)], [])).toEqual({ accountId: 'a', currency: 'EUR' });
    expect(mainAccountOf([day('a', 1, 'USD'), day('a', 1)], [])).toEqual({ accountId: 'a', currency: 'EUR' });
  });
});

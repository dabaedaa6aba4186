import { booked, caseOf, dayOn, series } from '../../../test/signal-case.ts';
import { judgeArchetypes } from './judge-archetypes.ts';

type Subject = Parameters<typeof caseOf>[0];
const judged = (name: string, of: Subject) => judgeArchetypes(caseOf(of)).find((one) => one.name === name)!;
/** The logarithm of the odds of a share. */
const logOdds = (name: string, of: Subject): number => {
  const { share } = judged(name, of);
  return Math.log(share / (1 - share));
};

const BIASES = {
  SALARIED: -2,
  FREELANCER: -2.5,
  GIG_WORKER: -3,
  STUDENT: -3,
  RETIREE: -2.5,
  SAVER: -2,
  INVESTOR: -2.8,
  DEBTOR: -2.5,
  FAMILY: -2.2,
  HOMEOWNER: -2,
  TRAVELLER: -2.5,
  NEWCOMER: -3,
};
type Name = keyof typeof BIASES;

test('without evidence each archetype is as likely as its bias says, and nothing pushes it', () => {
  const shares = judgeArchetypes(caseOf());
  expect(Object.fromEntries(shares.map(({ name }) => [name, logOdds(name, {})]))).toEqual(
    Object.fromEntries(Object.entries(BIASES).map(([name, bias]) => [name, expect.closeTo(bias, 2)])),
  );
  expect(shares.flatMap(({ pushes }) => pushes)).toEqual([]);
});

/** How far an ingredient's value moves the odds: by nothing up to `from`, by all of its weight from `full` on. */
const expectRamp = (
  name: Name,
  subjectAt: (value: number) => Subject,
  [from, full, weight]: readonly number[],
): void => {
  const before = logOdds(name, {});
  const moves = [-0.5, 0, 0.5, 0.9, 1, 1.5].map(
    (part) => logOdds(name, subjectAt(from! + part * (full! - from!))) - before,
  );
  expect(moves).toEqual([0, 0, 0.5, 0.9, 1, 1].map((part) => expect.closeTo(part * weight!, 2)));
};

test.each<[Name, string, number, number, number]>([
  ['SALARIED', 'income_regularity_180d', 0.5, 0.95, 1],
  ['SALARIED', 'income_largest_share_90d', 0.5, 0.95, 0.8],
  ['FREELANCER', 'income_sources_90d', 1, 4, 1.5],
  ['FREELANCER', 'income_regularity_180d', 0.7, 0.2, 1],
  ['GIG_WORKER', 'income_regularity_180d', 0.7, 0.2, 0.5],
  ['SAVER', 'saving_rate_90d', 0.05, 0.25, 3.5],
  ['SAVER', 'buffer_days', 30, 120, 1],
  ['SAVER', 'negative_balance_days_30d', 0, 10, -2],
  ['DEBTOR', 'negative_balance_days_30d', 0, 10, 1.5],
  ['DEBTOR', 'interest_charged_90d', 0, 1, 0.8],
  ['FAMILY', 'childcare_share_90d', 0.01, 0.08, 1.5],
  ['TRAVELLER', 'travel_share_90d', 0.03, 0.15, 2.2],
  ['TRAVELLER', 'away_share_30d', 0.05, 0.4, 1.5],
  ['TRAVELLER', 'foreign_currency_share_90d', 0.02, 0.2, 1.5],
  ['TRAVELLER', 'cities_90d', 3, 8, 1],
])('%s by %s begins at %d and is full at %d, by %d', (name, feature, ...ramp) => {
  expectRamp(name, (value) => ({ features: { [feature]: value } }), ramp);
});

test.each<[Name, string, number, number, number]>([
  ['INVESTOR', 'investing_monthly', 0, 0.12, 3],
  ['DEBTOR', 'loan_payments_monthly', 0.03, 0.25, 2.5],
])('%s by the share of income in %s begins at %d and is full at %d, by %d', (name, part, ...ramp) => {
  expectRamp(name, (value) => ({ features: { [part]: value * 3_000, income_monthly: 3_000 } }), ramp);
});

test('a newcomer was seen for less than three months, and is one wholly in the first twenty days', () => {
  expectRamp('NEWCOMER', (days) => ({ days: [dayOn(days - 1)] }), [90, 20, 4.5]);
});

const WAGE = series('LOHN NORDLICHT', '2400');
const PENSION = series('COPPER MINES PENSION', '840');
const paid = (count: number, amount: string, narration: string, mcc: string | null = null): Subject => ({
  recent: Array.from({ length: count }, (_, ago) => booked(ago, amount, narration, { mcc })),
});

test.each<[Name, string, Subject, number]>([
  ['SALARIED', 'a wage', { series: [WAGE] }, 3.5],
  ['SALARIED', 'a salary', { series: [series('SALARY ACME', '2400')] }, 3.5],
  ['SALARIED', 'a wage that has ended', { series: [{ ...WAGE, status: 'TOMBSTONED' }] }, 0],
  ['SALARIED', 'a pension', { series: [PENSION] }, -2],
  ['SALARIED', 'an invoice', paid(1, '900', 'INVOICE 12'), -1 / 3],
  ['SALARIED', 'four invoices', paid(4, '900', 'RECHNUNG 12'), -1],
  ['FREELANCER', 'an invoice', paid(1, '900', 'HONORAR'), 1.5],
  ['FREELANCER', 'two invoices', paid(2, '900', 'INV 7'), 3],
  ['FREELANCER', 'an invoice that is paid by the customer', paid(2, '-900', 'INVOICE 7'), 0],
  ['FREELANCER', 'a wage', { series: [WAGE] }, -2.5],
  ['GIG_WORKER', 'two payouts', paid(2, '40', 'UBER PAYOUT'), 2.25],
  ['GIG_WORKER', 'four payouts', paid(4, '40', 'DELIVEROO'), 4.5],
  ['GIG_WORKER', 'four rides', paid(4, '-40', 'UBER TRIP'), 0],
  ['GIG_WORKER', 'a wage', { series: [WAGE] }, -1.5],
  ['STUDENT', 'a fee', paid(1, '-320', 'TUITION'), 1.75],
  ['STUDENT', 'fees to a college', paid(2, '-320', 'X', '8220'), 3.5],
  ['STUDENT', 'a grant, twice', paid(2, '930', 'BAFOEG'), 3.5],
  ['STUDENT', 'a wage', { series: [WAGE] }, -1],
  ['STUDENT', 'a pension', { series: [PENSION] }, -2],
  ['RETIREE', 'a pension', { series: [PENSION] }, 4.5],
  ['RETIREE', 'a wage', { series: [WAGE] }, -2],
  ['INVESTOR', 'three purchases', paid(3, '-100', 'ETF'), 2],
  ['INVESTOR', 'a purchase', paid(1, '-100', 'ETF'), 2 / 3],
  ['DEBTOR', 'a loan', { series: [series('RATENKREDIT', '-275')] }, 1.5],
  ['DEBTOR', 'two loans', { series: [series('RATENKREDIT', '-275'), series('AUTOBANK', '-90')] }, 3],
  ['FAMILY', 'a benefit', { series: [series('KINDERGELD', '255')] }, 3.2],
  ['FAMILY', 'a nursery', { series: [series('KITA NORD', '-200')] }, 1.8],
  ['HOMEOWNER', 'a mortgage', { series: [series('MORTGAGE CORP', '-900')] }, 4],
  ['HOMEOWNER', 'what only owners pay', { series: [series('GRUNDSTEUER', '-90')] }, 3],
  ['HOMEOWNER', 'rent', { series: [series('MIETE', '-900')] }, -1.5],
])('%s by %s: the odds move by %d', (name, _, subject, move) => {
  expect(logOdds(name, subject) - logOdds(name, {})).toBeCloseTo(move, 2);
});

test('at most five pushes are told, the strongest first, and what speaks against is told as such', () => {
  const { pushes } = judged('DEBTOR', {
    features: {
      loan_payments_monthly: 300,
      income_monthly: 3_000,
      negative_balance_days_30d: 5,
      interest_charged_90d: 1,
    },
    series: [series('RATENKREDIT', '-275')],
  });
  expect(pushes.map(({ feature, direction }) => [feature, direction])).toEqual([
    ['loan_series', 'FOR'],
    ['interest_charged_90d', 'FOR'],
    ['loan_payments_to_income', 'FOR'],
    ['negative_balance_days_30d', 'FOR'],
  ]);
  const saver = judged('SAVER', { features: { negative_balance_days_30d: 10, saving_rate_90d: 0.1 } });
  expect(saver.pushes.map(({ direction }) => direction)).toEqual(['AGAINST', 'FOR']);
  const salaried = judged('SALARIED', {
    features: { income_regularity_180d: 0.95, income_largest_share_90d: 0.95 },
    series: [WAGE, PENSION],
    ...paid(3, '9', 'INVOICE'),
  });
  expect(salaried.pushes.map(({ feature }) => feature)).toEqual([
    'wage_series',
    'pension_series',
    'income_regularity_180d',
    'invoices_paid_30d',
    'income_largest_share_90d',
  ]);
});

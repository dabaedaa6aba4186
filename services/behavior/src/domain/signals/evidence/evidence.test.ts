import { assessed, booked, caseOf, series } from '../../../../test/signal-case.ts';
import type { LedgerFact } from '../../ledger/ledger-fact.ts';
import { findSignal } from '../registry.ts';
import { logistic } from './combine-evidence.ts';
import type { Ingredient } from './ingredient.ts';
import { isIncome, isSpending } from './readings.ts';
import { daysUntilPay, RENT_WORDS } from './series-readings.ts';
import { wordFinder } from './sign.ts';

test.each<[string, string, Partial<LedgerFact>, boolean, boolean]>([
  ['money out', '-5', {}, true, false],
  ['money in', '5', {}, false, true],
  ['money of another account', '-5', { accountId: 'acct-2' }, false, false],
  ['money in another currency', '-5', { currency: 'USD' }, false, false],
  ['income of another account', '5', { accountId: 'acct-2' }, false, false],
  ['income in another currency', '5', { currency: 'USD' }, false, false],
  ['a returned payment', '-5', { kind: 'RETURNED' }, false, false],
  ['returned income', '5', { kind: 'RETURNED' }, false, false],
])('%s of the main account: spending or income', (_, amount, more, spends, earns) => {
  const fact = booked(1, amount, 'X', more);
  const subject = caseOf();
  expect([isSpending(fact, subject), isIncome(fact, subject)]).toEqual([spends, earns]);
  const nowhere = { ...subject, days: { ...subject.days, main: null } };
  expect([isSpending(fact, nowhere), isIncome(fact, nowhere)]).toEqual([false, false]);
});

test('a word is found where one begins, in any case, and as a whole only where a blank ends it', () => {
  const has = wordFinder(RENT_WORDS);
  expect(['Mietezahlung', 'x MIETE', 'RENT', 'Rent, May', 'city-lettings'].filter((text) => !has(text))).toEqual([]);
  expect(['VERMIETER', 'RENTAL CAR', 'PARENT', ''].filter(has)).toEqual([]);
  const bereaved = (narration: string) =>
    assessed('BEREAVEMENT', caseOf({ recent: [booked(1, '-9', narration)] })).score;
  expect(['Funerals', 'a/FUNERAL', 'XFUNERAL', 'FUNERA'].map(bereaved)).toEqual([0.48, 0.48, 0, 0]);
});

test('the transactions behind a judgement are the twenty newest, each once, of what was found', () => {
  const recent = Array.from({ length: 23 }, (_, ago) => booked(ago, '-60', 'UMZUG'));
  const [first, second] = recent;
  const subject = caseOf({ recent: [second!, ...recent.toReversed(), booked(0, '-9', 'SHOP')] });
  const { transactionIds } = assessed('MOVING', subject);
  expect(transactionIds).toEqual(recent.slice(0, 20).map((one) => one.transactionId));
  expect(transactionIds[0]).toBe(first!.transactionId);
  // One payment for furniture is less than what speaks of moving: it is not named.
  const faint = caseOf({ recent: [booked(1, '-60', 'SOFA', { mcc: '5712' })] });
  expect(assessed('MOVING', faint)).toMatchObject({ score: 0, transactionIds: [], features: [] });
});

test('what was read of features stands in the evidence as it was read, what was counted with its unit', () => {
  const { features } = assessed(
    'MOVING',
    caseOf({ features: { home_improvement_share_90d: 0.25 }, recent: [booked(1, '-60', 'UMZUG')] }),
  );
  expect(features).toEqual([
    { name: 'moving_payments_30d', value: '1', unit: 'transactions' },
    { name: 'home_improvement_share_90d', value: '0.25', unit: 'ratio' },
  ]);
});

test('who helps the customer is told what speaks, and nothing of what does not', () => {
  const { agentSentence, modelVersion } = findSignal('CAUTION')!;
  const features = [
    { name: 'buffer_days', value: '90', unit: 'days' },
    { name: 'saving_rate_90d', value: '0.08', unit: 'ratio' },
    { name: 'decision_minutes_90d', value: null, unit: 'minutes' },
  ];
  expect(agentSentence('LOW', features)).toBe('Caution is low: the balance covers 90 days of essentials.');
  expect(agentSentence('NONE', [])).toBe('Caution is not felt.');
  expect(modelVersion).toBe('caution-rules-1');
});

test('pay comes next on the soonest day of the pay that still runs, today at the earliest', () => {
  const until = (...all: ReturnType<typeof series>[]) => daysUntilPay(caseOf({ series: all }));
  const [wage, second] = [series('LOHN', '2400'), series('GEHALT', '500', { nextOn: '2026-03-10' })];
  expect(until(wage)).toBe(25);
  expect(until(wage, second)).toBe(8);
  expect(until(wage, { ...second, nextOn: '2026-02-28' })).toBe(0);
  expect(until(wage, { ...second, status: 'TOMBSTONED' })).toBe(25);
  expect(until({ ...wage, status: 'TOMBSTONED' })).toBeNull();
  expect(until(series('PENSION FUND', '900'))).toBeNull();
  // Of what is not named a wage, only what is nearly as large as the largest is pay.
  const side = (amount: string) => series('SIDELINE', amount, { nextOn: '2026-03-03' });
  expect([until(wage, side('960')), until(wage, side('959'))]).toEqual([1, 25]);
});

test("a series' evidence are its own payments on its own account", () => {
  const wage = series('LOHN', '2400', { transactionIds: ['LOHN-3'] });
  const ids = (accountId: string) =>
    assessed('INCOME_STABILITY', caseOf({ series: [wage], recent: [booked(3, '2400', 'LOHN', { accountId })] }))
      .transactionIds;
  expect([ids('acct-1'), ids('acct-2')]).toEqual([['LOHN-3'], []]);
});

test('the logistic form: bias alone, what speaks for it and what speaks against it', () => {
  const weighed = (weight: number, strength: number) => ({
    ingredient: { weight } as Ingredient,
    value: 1,
    strength,
  });
  expect(logistic(0, [])).toBe(0.5);
  expect(logistic(-2, [weighed(3, 1)])).toBe(0.7311);
  expect(logistic(-2, [weighed(3, 1), weighed(-1, 0.5)])).toBe(0.6225);
});

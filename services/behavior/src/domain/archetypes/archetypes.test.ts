import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { booked, caseOf, dayOn, series, TODAY } from '../../../test/signal-case.ts';
import type { Share } from './archetype.ts';
import { type ArchetypeState, followArchetypes, monthOf } from './follow-archetypes.ts';
import { judgeArchetypes } from './judge-archetypes.ts';
import { lifeStagesOf } from './life-stage.ts';
import { ARCHETYPES } from './registry.ts';

const WAGE = series('LOHN GEHALT NORDLICHT', '3900');
const best = (subject: Parameters<typeof caseOf>[0]): string[] =>
  judgeArchetypes(caseOf(subject))
    .filter(({ share }) => share >= 0.5)
    .map(({ name }) => name);

test.each<[string, Parameters<typeof caseOf>[0], string[]]>([
  [
    'a wage, child benefit and a nursery',
    { series: [WAGE, series('FAMILIENKASSE KINDERGELD', '510'), series('KITA GARTENZWERGE', '-210')] },
    ['SALARIED', 'FAMILY'],
  ],
  [
    'three invoices from four customers',
    {
      features: { income_sources_90d: 4, income_regularity_180d: 0.3 },
      recent: [3, 9, 20].map((ago) => booked(ago, '1400', 'FASTER PAYMENT BRIGHTSIDE AGENCY INVOICE')),
    },
    ['FREELANCER'],
  ],
  [
    'two pensions',
    { series: [series('SSA TREAS SOCIAL SECURITY', '2146'), series('COPPER MINES PENSION', '840')] },
    ['RETIREE'],
  ],
  ['payouts of platforms', { recent: [1, 3, 5, 8, 12].map((ago) => booked(ago, '85', 'UBER PAYOUT')) }, ['GIG_WORKER']],
  ['study grants', { recent: [booked(2, '930', 'BAFOEG'), booked(5, '-320', 'SEMESTERBEITRAG')] }, ['STUDENT']],
  [
    'journeys',
    { features: { travel_share_90d: 0.2, foreign_currency_share_90d: 0.2, away_share_30d: 0.3, cities_90d: 7 } },
    ['TRAVELLER'],
  ],
  ['half the wage put aside', { features: { saving_rate_90d: 0.5, buffer_days: 90 } }, ['SAVER']],
  [
    'a savings plan',
    { features: { investing_monthly: 400, income_monthly: 3_000 }, recent: [booked(2, '-400', 'ETF DEPOT')] },
    ['INVESTOR'],
  ],
  [
    'two loans and an overdraft',
    {
      features: { negative_balance_days_30d: 9, interest_charged_90d: 12 },
      series: [series('RATENKREDIT AUTOBANK', '-275'), series('RATENKAUF MOEBELHAUS', '-69')],
    },
    ['DEBTOR'],
  ],
  ['a mortgage', { series: [series('BAUFINANZ BANK', '-1100')] }, ['HOMEOWNER']],
  ['twelve days with the bank', { days: Array.from({ length: 12 }, (_, n) => dayOn(11 - n)) }, ['NEWCOMER']],
  ['nothing in particular', {}, []],
])('%s', (_, subject, names) => expect(best(subject)).toEqual(names));

test('what pushed a share is named, strongest first, with its direction', () => {
  const judged = judgeArchetypes(caseOf({ series: [WAGE, series('COPPER MINES PENSION', '840')] }));
  expect(judged.find(({ name }) => name === 'SALARIED')!.pushes).toEqual([
    { feature: 'wage_series', direction: 'FOR', words: 'a wage comes regularly' },
    { feature: 'pension_series', direction: 'AGAINST', words: 'a pension comes in' },
  ]);
});

test('of whom nothing was seen, nothing is said', () => {
  expect(judgeArchetypes(caseOf({ days: [] }))).toEqual([]);
  expect(lifeStagesOf([])).toEqual([]);
  expect(followArchetypes('cus_a', null, { seen: [], today: TODAY })).toBeNull();
});

const seen = (share: number): Share[] => [{ name: 'SAVER', share, pushes: [] }];
const after = (known: ArchetypeState | null, share: number, today: string) =>
  followArchetypes('cus_a', known, { seen: seen(share), today })!;

test('people change by degrees: half of the way within thirty days, however often they are looked at', () => {
  const first = after(null, 0.1, '2026-01-01');
  expect(first.shares).toEqual([{ name: 'SAVER', share: 0.1, pushes: [], since: '2026-01-01' }]);
  const later = after(first, 0.9, '2026-01-31');
  expect(later.shares[0]!.share).toBe(0.5);
  const again = [1, 2, 3].reduce((known) => after(known, 0.9, '2026-01-31'), later);
  expect(again.shares[0]!.share).toBe(0.5);
  const daily = Array.from({ length: 30 }, (_, n) => new Date(Date.UTC(2026, 0, 2 + n)).toISOString().slice(0, 10));
  expect(daily.reduce((known, day) => after(known, 0.9, day), first).shares[0]!.share).toBeCloseTo(0.5, 1);
});

test('since when a share fits is the day on which it passed one half', () => {
  const first = after(null, 0.1, '2026-01-01');
  const [fits] = after(first, 0.95, '2026-02-10').shares;
  expect(fits).toMatchObject({ since: '2026-02-10' });
  expect(after(after(first, 0.95, '2026-02-10'), 0.96, '2026-02-20').shares[0]!.since).toBe('2026-02-10');
});

test('what did not change is the very same', () => {
  const first = after(null, 0.3, '2026-01-01');
  expect(after(first, 0.302, '2026-01-09')).toBe(first);
});

test('a change is one of a hundredth, and what is new stands as it is seen', () => {
  const first = after(null, 0.3, '2026-01-01');
  expect(after(first, 0.318, '2026-01-31')).toBe(first);
  expect(after(first, 0.32, '2026-01-31')).not.toBe(first);
  expect(after(first, 0.32, '2026-01-31')).toMatchObject({ day: '2026-01-31', base: { day: '2026-01-01' } });
  const others = [...seen(0.3), { name: 'DEBTOR', share: 0.7, pushes: [] }];
  const more = followArchetypes('cus_a', first, { seen: others, today: '2026-01-31' })!;
  expect(more.shares.map(({ name, share, since }) => [name, share, since])).toEqual([
    ['SAVER', 0.3, '2026-01-01'],
    ['DEBTOR', 0.7, '2026-01-31'],
  ]);
  expect(followArchetypes('cus_a', more, { seen: seen(0.3), today: '2026-03-01' })!.shares).toHaveLength(1);
  // A day before the known one cannot unsay it.
  expect(after(first, 0.9, '2025-12-01').shares[0]!.share).toBe(0.3);
});

test('of several judgements of a day the last one stands, beside what was believed before that day', () => {
  const first = after(null, 0.1, '2026-01-01');
  const again = after(after(first, 0.9, '2026-01-31'), 0.3, '2026-01-31');
  expect(again.shares[0]!.share).toBe(0.2);
  expect(again.base).toEqual({ day: '2026-01-01', shares: { SAVER: 0.1 } });
});

test('what fits by one half, fits; a month keeps the shares that it ended with', () => {
  const half = after(null, 0.5, '2026-01-01');
  expect(after(half, 0.9, '2026-01-31').shares[0]).toMatchObject({ share: 0.7, since: '2026-01-01' });
  const fading = after(after(null, 0.9, '2026-01-01'), 0.1, '2026-01-31');
  expect(fading.shares[0]).toMatchObject({ share: 0.5, since: '2026-01-01' });
  const less = after(after(null, 0.499, '2026-01-01'), 0.9, '2026-01-31');
  expect(less.shares[0]!.since).toBe('2026-01-31');
  expect(monthOf(less)).toEqual({ customerId: 'cus_a', month: '2026-01-01', shares: { SAVER: 0.7 } });
});

test('stages of life are probabilities that add up to one, led by what fits', () => {
  const shares = fc.record(
    Object.fromEntries(ARCHETYPES.map(({ name }) => [name, fc.double({ min: 0, max: 1, noNaN: true })])),
  );
  fc.assert(
    fc.property(shares, (known) => {
      const stages = lifeStagesOf(Object.entries(known).map(([name, share]) => ({ name, share })));
      expect(stages.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 3);
    }),
    fcOptions(),
  );
  expect(lifeStagesOf([{ name: 'RETIREE', share: 0.9 }])[0]!.name).toBe('RETIRED');
  expect(lifeStagesOf([{ name: 'FAMILY', share: 0.9 }])[0]!.name).toBe('RAISING_A_FAMILY');
});

test.each<[string, readonly [number, number, number, number, number]]>([
  ['STUDENT', [3, 0, -1, 0, -1]],
  ['SALARIED', [-1, 0.8, -1, 0.8, -1]],
  ['GIG_WORKER', [-1, 1, -1, 0, -1]],
  ['NEWCOMER', [-1, 0.7, -1, 0, -1]],
  ['SAVER', [-1, 0.5, -1, 0, -1]],
  ['FAMILY', [-1, 0, 3.5, 0, -1]],
  ['FREELANCER', [-1, 0, -1, 1, -1]],
  ['HOMEOWNER', [-1, 0, -1, 1.8, -1]],
  ['INVESTOR', [-1, 0, -1, 1, -1]],
  ['RETIREE', [-1, 0, -1, 0, 4]],
  ['TRAVELLER', [-1, 0, -1, 0, -1]],
])('who is wholly a %s has these odds of each stage of life', (name, logOdds) => {
  const total = logOdds.reduce((sum, odds) => sum + Math.exp(odds), 0);
  const stages = ['STUDYING', 'STARTING_OUT', 'RAISING_A_FAMILY', 'ESTABLISHED', 'RETIRED'];
  const told = lifeStagesOf([{ name, share: 1 }]);
  expect(Object.fromEntries(told.map((stage) => [stage.name, stage.share]))).toEqual(
    Object.fromEntries(stages.map((stage, at) => [stage, expect.closeTo(Math.exp(logOdds[at]!) / total, 4)])),
  );
  expect(told.map(({ share }) => share)).toEqual(told.map(({ share }) => share).toSorted((a, b) => b - a));
});

test('a share rises with what speaks for it and falls with what speaks against it', () => {
  const rates = fc.double({ min: 0, max: 1, noNaN: true });
  const saver = (saving_rate_90d: number, negative_balance_days_30d: number) =>
    judgeArchetypes(caseOf({ features: { saving_rate_90d, negative_balance_days_30d } })).find(
      ({ name }) => name === 'SAVER',
    )!.share;
  fc.assert(
    fc.property(rates, rates, fc.nat(30), fc.nat(30), (rate, more, days, worse) => {
      expect(saver(rate + more, days)).toBeGreaterThanOrEqual(saver(rate, days));
      expect(saver(rate, days + worse)).toBeLessThanOrEqual(saver(rate, days));
    }),
    fcOptions(),
  );
});

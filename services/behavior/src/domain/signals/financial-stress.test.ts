import { SIGNAL_LEVELS } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { booked, caseOf, dayOn } from '../../../test/signal-case.ts';
import { financialStress, type StressIngredients, stressScore } from './financial-stress.ts';
import { levelOf, THRESHOLDS } from './hysteresis.ts';

const ingredients: fc.Arbitrary<StressIngredients> = fc.record({
  bufferDays: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
  balance: fc.option(fc.double({ min: -10_000, max: 10_000, noNaN: true })),
  negativeBalanceDays: fc.option(fc.integer({ min: 0, max: 30 })),
  returnedPayments: fc.option(fc.integer({ min: 0, max: 9 })),
  incomeDrop: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});

const returned = (reason: string) => booked(1, '-9', 'R', { kind: 'RETURNED', reason });

const calm: StressIngredients = {
  bufferDays: 60,
  balance: 900,
  negativeBalanceDays: 0,
  returnedPayments: 0,
  incomeDrop: 0,
};

test('calm finances are no stress; an overdrawn account with a returned payment and no income is high', () => {
  expect(stressScore(calm)).toBe(0);
  const gone = { bufferDays: 0, balance: -300, negativeBalanceDays: 2, returnedPayments: 1, incomeDrop: 1 };
  expect(levelOf(stressScore(gone), 'NONE')).toBe('HIGH');
  expect(levelOf(stressScore({ ...calm, bufferDays: 3 }), 'NONE')).toBe('LOW');
  expect(levelOf(stressScore({ ...calm, negativeBalanceDays: 4 }), 'NONE')).toBe('LOW');
  expect(levelOf(stressScore({ ...calm, negativeBalanceDays: 1 }), 'NONE')).toBe('NONE');
});

const unknown: StressIngredients = {
  bufferDays: null,
  balance: null,
  negativeBalanceDays: null,
  returnedPayments: null,
  incomeDrop: null,
};

test.each<[Partial<StressIngredients>, number]>([
  [{}, 0],
  [{ bufferDays: 14 }, 0],
  [{ bufferDays: 13 }, 0.0321],
  [{ bufferDays: 7 }, 0.225],
  [{ bufferDays: 0 }, 0.45],
  [{ balance: 0 }, 0],
  [{ balance: -0.01 }, 0.4],
  [{ negativeBalanceDays: 1 }, 0.1265],
  [{ negativeBalanceDays: 10 }, 0.4],
  [{ negativeBalanceDays: 11 }, 0.4],
  [{ returnedPayments: 1 }, 0.385],
  [{ returnedPayments: 2 }, 0.55],
  [{ incomeDrop: 0.5 }, 0.175],
  [{ incomeDrop: 1 }, 0.35],
  [{ balance: -1, incomeDrop: 1 }, 0.61],
])('of %j alone comes a stress of %d', (of, score) => {
  expect(stressScore({ ...unknown, ...of })).toBe(score);
});

test.each<[string, ReturnType<typeof booked>[], string[]]>([
  ['what was returned for lack of funds', [returned('INSUFFICIENT_FUNDS'), booked(2, '-9', 'B')], ['R-1']],
  ['no payment returned for another reason', [returned('CLOSED'), booked(2, '-9', 'B')], ['B-2']],
  [
    'what left the main account below zero',
    [
      booked(1, '-9', 'A', { balanceAfter: '5' }),
      booked(2, '-9', 'B', { balanceAfter: '-5' }),
      booked(3, '-9', 'C', { balanceAfter: '-5', accountId: 'acct-2' }),
      booked(4, '-9', 'D', { balanceAfter: '-5', currency: 'USD' }),
    ],
    ['B-2'],
  ],
  [
    'else what emptied it, newest first',
    [booked(3, '-9', 'C'), booked(1, '-9', 'A'), booked(2, '9', 'B'), booked(0, '-9', 'D', { accountId: 'acct-2' })],
    ['A-1', 'C-3'],
  ],
])('named as the ground of stress is %s', (_, recent, ids) => {
  const subject = caseOf({ features: { buffer_days: 0 }, recent });
  expect(financialStress.assess(subject).transactionIds).toEqual(ids);
  expect(financialStress.assess(caseOf({ recent })).transactionIds).toEqual([]);
});

test('twenty transactions are named at most, and stress is as sure as it was seen and told', () => {
  const recent = Array.from({ length: 25 }, (_, ago) => booked(ago, '-9', 'A'));
  const subject = caseOf({ features: { buffer_days: 0, balance_latest: 5 }, recent, days: [dayOn(29)] });
  expect(financialStress.assess(subject)).toMatchObject({
    confidence: 0.45,
    transactionIds: recent.slice(0, 20).map(({ transactionId }) => transactionId),
  });
  const all = Object.fromEntries(financialStress.reads.map((name) => [name, 0]));
  const sure = (days: number) => financialStress.assess(caseOf({ features: all, days: [dayOn(days - 1)] })).confidence;
  expect([6, 60, 90].map(sure)).toEqual([0.55, 1, 1]);
});

test.each([
  ['buffer_days', '13.9', '14', 'the balance covers 13.9 days of essentials'],
  ['negative_balance_days_30d', '1', '0', 'below zero on 1 of 30 days'],
  ['returned_payments_30d', '1', '0', '1 payment(s) returned for lack of funds'],
  ['income_drop_30d', '0.1', '0.09', 'income is down 10 %'],
])('%s of %s is a reason to name, of %s none', (name, felt, calm, reason) => {
  const say = (value: string | null) => financialStress.agentSentence('LOW', [{ name, value, unit: '' }]);
  expect(say(felt)).toBe(`Financial stress is low: ${reason}.`);
  expect([say(calm), say(null)]).toEqual(['Financial stress is low.', 'Financial stress is low.']);
});

test('the score lies within 0 and 1', () => {
  fc.assert(
    fc.property(ingredients, (of) => {
      const score = stressScore(of);
      expect(score >= 0 && score <= 1).toBe(true);
    }),
    fcOptions(),
  );
});

test('every ingredient that gets worse raises the score or leaves it, never lowers it', () => {
  const worse = fc.oneof(
    fc
      .double({ min: 0, max: 400, noNaN: true })
      .map((less) => (of: StressIngredients) => ({ ...of, bufferDays: Math.max((of.bufferDays ?? 400) - less, 0) })),
    fc
      .double({ min: 0, max: 9_000, noNaN: true })
      .map((less) => (of: StressIngredients) => ({ ...of, balance: (of.balance ?? 0) - less })),
    fc
      .nat(30)
      .map((more) => (of: StressIngredients) => ({ ...of, negativeBalanceDays: (of.negativeBalanceDays ?? 0) + more })),
    fc
      .nat(9)
      .map((more) => (of: StressIngredients) => ({ ...of, returnedPayments: (of.returnedPayments ?? 0) + more })),
    fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((more) => (of: StressIngredients) => ({ ...of, incomeDrop: (of.incomeDrop ?? 0) + more })),
  );
  fc.assert(
    fc.property(ingredients, worse, (of, worsen) => {
      expect(stressScore(worsen(of))).toBeGreaterThanOrEqual(stressScore(of));
    }),
    fcOptions(),
  );
});

test('a score that swings inside the band of a level never changes the level', () => {
  const reached = fc.constantFrom('LOW' as const, 'MEDIUM' as const, 'HIGH' as const);
  fc.assert(
    fc.property(reached, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 }), (level, swings) => {
      const { up, down } = THRESHOLDS[level];
      let present = levelOf(up, 'NONE');
      expect(present).toBe(level);
      for (const swing of swings) present = levelOf(down + swing * (up - down), present);
      expect(present).toBe(level);
    }),
    fcOptions(),
  );
});

test('from any level, full calm ends in none and full stress in high', () => {
  for (const level of SIGNAL_LEVELS) {
    expect(levelOf(0, level)).toBe('NONE');
    expect(levelOf(1, level)).toBe('HIGH');
  }
});

test('the words for the agent name the reasons, those for the customer name help', () => {
  const features = [
    { name: 'buffer_days', value: '2.5', unit: 'days' },
    { name: 'returned_payments_30d', value: '1', unit: 'payments' },
  ];
  expect(financialStress.agentSentence('HIGH', features)).toBe(
    'Financial stress is high: the balance covers 2.5 days of essentials; 1 payment(s) returned for lack of funds.',
  );
  expect(financialStress.customerSentence('HIGH')).toContain('You are not alone');
});

import { SIGNAL_LEVELS } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { financialStress, type StressIngredients, stressScore } from './financial-stress.ts';
import { levelOf, THRESHOLDS } from './hysteresis.ts';

const ingredients: fc.Arbitrary<StressIngredients> = fc.record({
  bufferDays: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
  balance: fc.option(fc.double({ min: -10_000, max: 10_000, noNaN: true })),
  negativeBalanceDays: fc.option(fc.integer({ min: 0, max: 30 })),
  returnedPayments: fc.option(fc.integer({ min: 0, max: 9 })),
  incomeDrop: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});

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

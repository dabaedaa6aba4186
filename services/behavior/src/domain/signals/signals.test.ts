import { SIGNAL_LEVELS } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { assessed, caseOf, dayOn } from '../../../test/signal-case.ts';
import { noisyOr } from './evidence/combine-evidence.ts';
import { type Ingredient, strengthOf } from './evidence/ingredient.ts';
import { levelOf, THRESHOLDS } from './hysteresis.ts';
import { SIGNALS } from './registry.ts';
import { senseSignals } from './sense-signals.ts';
import type { SignalState } from './signal.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-03-02T12:00:00Z');

const FEATURES = [...new Set(SIGNALS.flatMap(({ reads }) => reads))];
/** Money, days, shares and counts alike, also such as no customer has. */
const values = fc.dictionary(
  fc.constantFrom(...FEATURES),
  fc.option(fc.oneof(fc.double({ min: -1, max: 2, noNaN: true }), fc.double({ min: -5_000, max: 5_000, noNaN: true }))),
);

test('every signal is of its own kind', () => {
  expect(new Set(SIGNALS.map(({ kind }) => kind)).size).toBe(SIGNALS.length);
  expect(SIGNALS.every(({ kind }) => /^[A-Z_]+$/.test(kind))).toBe(true);
});

test.each(SIGNALS)('$kind keeps its score and its confidence within 0 and 1, whatever the features say', (signal) => {
  fc.assert(
    fc.property(values, (features) => {
      const { score, confidence, transactionIds, features: evidence } = signal.assess(caseOf({ features }));
      expect([score >= 0 && score <= 1, confidence >= 0 && confidence <= 1]).toEqual([true, true]);
      expect(transactionIds.length <= 20 && evidence.length <= 20).toBe(true);
    }),
    fcOptions(),
  );
});

test.each(SIGNALS)('$kind says nothing of somebody of whom nothing is known', (signal) => {
  const empty = caseOf({ days: [], recent: [] });
  expect(signal.assess({ ...empty, days: { ...empty.days, main: null } })).toMatchObject({
    score: 0,
    confidence: 0,
    transactionIds: [],
  });
});

test.each([
  [1, 4, 0.5083],
  [30, 4, 0.75],
  [60, 4, 1],
  [90, 4, 1],
  [60, 1, 0.625],
])('after %d days with %d of four ingredients told, caution is sure by %d', (days, told, confidence) => {
  const names = ['buffer_days', 'saving_rate_90d', 'decision_minutes_90d', 'applications_abandoned_90d'];
  const features = Object.fromEntries(names.map((name, index) => [name, index < told ? 0 : null]));
  const caution = assessed('CAUTION', caseOf({ features, days: [dayOn(days - 1)] }));
  expect(caution).toMatchObject({ confidence, features: [] });
});

test.each(SIGNALS)('what $kind cannot tell makes it less sure', (signal) => {
  const known = Object.fromEntries(FEATURES.map((name) => [name, 1]));
  const unknown = Object.fromEntries(FEATURES.map((name) => [name, null]));
  const [sure, unsure] = [known, unknown].map((features) => signal.assess(caseOf({ features })).confidence);
  // What is counted from transactions and series alone needs no feature.
  expect(sure! >= unsure!).toBe(true);
  // Payments are judged one by one, by the payments before them and not by days.
  if (signal.kind === 'FRAUD_ANOMALY') return;
  const shortly = caseOf({ features: known, days: caseOf().days.mainDays.slice(-10) });
  expect(signal.assess(shortly).confidence).toBeLessThan(sure!);
});

const ramps = fc
  .record({
    from: fc.double({ min: -100, max: 100, noNaN: true }),
    span: fc.oneof(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: -100, max: -0.01, noNaN: true })),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(
    ({ from, span, weight }): Ingredient => ({
      of: { name: 'x', unit: 'x', valueOf: () => null },
      from,
      full: from + span,
      weight,
      say: String,
    }),
  );

test('every ingredient that says more raises the score or leaves it, never lowers it', () => {
  const found = fc.array(fc.tuple(ramps, fc.double({ min: -300, max: 300, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(found, fc.nat(), fc.double({ min: 0, max: 300, noNaN: true }), (ingredients, which, further) => {
      const weighed = (at: number | null) =>
        ingredients.map(([ingredient, value], index) => {
          const moved = value + Math.sign(ingredient.full - ingredient.from) * further;
          return { ingredient, value, strength: strengthOf(ingredient, index === at ? moved : value) };
        });
      expect(noisyOr(weighed(which % ingredients.length))).toBeGreaterThanOrEqual(noisyOr(weighed(null)));
    }),
    fcOptions(),
  );
});

test.each(SIGNALS)('$kind has a sentence for each level, for the customer and for who helps them', (signal) => {
  for (const level of SIGNAL_LEVELS) {
    expect(signal.customerSentence(level)).toMatch(/^[A-Z].{10,}[.?]$/);
    expect(signal.agentSentence(level, [])).toMatch(/[.]$/);
  }
  expect(signal.description.length).toBeGreaterThan(10);
});

/** What no customer should have to read from their bank about their own life, in any signal. */
const GUESSES = new RegExp(
  String.raw`\b(ill|illness|sick|health|died|death|bereave|funeral|widow|divorce|separat|child|baby|pregnan|job|fired` +
    String.raw`|vulnerab|churn|impulsiv|gambl|noticed)`,
  'i',
);

test('no sentence for the customer names a guess about their life', () => {
  const said = SIGNALS.flatMap(({ customerSentence }) => SIGNAL_LEVELS.map((level) => customerSentence(level)));
  expect(said.filter((sentence) => GUESSES.test(sentence))).toEqual([]);
});

describe('guesses about health, family or a death', () => {
  const sensitive = SIGNALS.filter(({ sensitivity }) => sensitivity === 'SENSITIVE');

  test('are four kinds, and take more to be felt', () => {
    expect(sensitive.map(({ kind }) => kind).toSorted()).toEqual(['BEREAVEMENT', 'DIVORCE', 'ILLNESS', 'NEW_CHILD']);
    expect(sensitive.map(({ thresholds }) => thresholds!.LOW.up > THRESHOLDS.LOW.up)).toEqual(
      sensitive.map(() => true),
    );
  });

  test.each(sensitive)('$kind tells agents not to raise it', ({ agentSentence }) => {
    expect(agentSentence('LOW', [])).toContain('do not raise it');
  });
});

describe('levels over time', () => {
  const subject = (features: Record<string, number>) => caseOf({ features });
  const state = (states: readonly SignalState[], kind: string) => states.find((one) => one.kind === kind)!;
  const sense = (features: Record<string, number>, before: readonly SignalState[], daysLater: number) =>
    senseSignals('cus_a', subject(features), { before, now: new Date(NOW.getTime() + daysLater * DAY_MS) });

  test('a level is reached at once and left after its dwelling time, or while it only just rose', () => {
    const wild = { gambling_share_90d: 0.2, spending_zscore_7d: 5, night_share_90d: 0.5 };
    const reached = sense(wild, [], 0);
    expect(state(reached, 'IMPULSIVITY')).toMatchObject({ level: 'MEDIUM', levelBefore: 'NONE', since: NOW });
    expect(state(sense({}, reached, 0.2), 'IMPULSIVITY').level).toBe('NONE');
    const soon = sense({}, reached, 13);
    expect(state(soon, 'IMPULSIVITY')).toMatchObject({ level: 'MEDIUM', score: 0, since: NOW });
    expect(state(sense({}, soon, 14), 'IMPULSIVITY')).toMatchObject({ level: 'NONE', levelBefore: 'MEDIUM' });
  });

  test.each([
    ['FINANCIAL_STRESS', 0],
    ['TRAVEL', 0],
    ['FRAUD_ANOMALY', 0],
    ['LIQUIDITY_CRUNCH', 2],
    ['INCOME_CHANGE', 7],
    ['DISENGAGEMENT', 7],
    ['VULNERABILITY', 14],
    ['IMPULSIVITY', 14],
    ['CHURN', 14],
    ['HOME_PURCHASE', 14],
    ['MOVING', 14],
    ['JOB_LOSS', 14],
    ['INCOME_STABILITY', 14],
    ['INVESTMENT_APPETITE', 14],
    ['CAUTION', 30],
    ['FINANCIAL_DISCIPLINE', 30],
    ['RISK_TOLERANCE', 30],
    ['LIFETIME_VALUE', 30],
    ['NEW_CHILD', 30],
    ['ILLNESS', 30],
    ['DIVORCE', 30],
    ['RETIREMENT', 30],
    ['BEREAVEMENT', 90],
  ])('a level of %s that has stood for some hours is left after %d days', (kind, days) => {
    const [calm] = sense({}, [], 0);
    const high: SignalState = { ...calm!, kind, level: 'HIGH' };
    const levelAfter = (daysLater: number) => state(sense({}, [high], daysLater), kind).level;
    // Of what rose within six hours nothing is kept: it may rest on half of the facts.
    expect(levelAfter(Math.max(days, 0.3))).toBe('NONE');
    expect(levelAfter(Math.max(days - 0.01, 0.3))).toBe(days > 0 ? 'HIGH' : 'NONE');
  });

  test.each(SIGNALS)('$kind never flickers inside the band of a level', ({ thresholds = THRESHOLDS }) => {
    const reached = fc.constantFrom('LOW' as const, 'MEDIUM' as const, 'HIGH' as const);
    fc.assert(
      fc.property(reached, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 }), (level, swings) => {
        const { up, down } = thresholds[level];
        let present = levelOf(up, 'NONE', thresholds);
        expect(present).toBe(level);
        for (const swing of swings) present = levelOf(down + swing * (up - down), present, thresholds);
        expect(present).toBe(level);
      }),
      fcOptions(),
    );
  });
});

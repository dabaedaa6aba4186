import type { SignalLevel } from '@rapport/contracts';
import { CAREFUL_THRESHOLDS, levelOf, mayBeLeft, THRESHOLDS } from './hysteresis.ts';
import { strongestOf } from './sense-signals.ts';
import type { SignalState } from './signal.ts';
import { isTold, tellNews } from './tell-news.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const state = (of: Partial<SignalState> = {}): SignalState => ({
  customerId: 'cus_a',
  kind: 'CAUTION',
  level: 'NONE',
  levelBefore: 'NONE',
  since: NOW,
  score: 0,
  confidence: 1,
  transactionIds: [],
  features: [],
  estimate: null,
  contributions: [],
  modelVersion: 'caution-rules-1',
  assessedAt: NOW,
  ...of,
});

test.each<[string, typeof THRESHOLDS, [SignalLevel, number, number][]]>([
  [
    'ordinary',
    THRESHOLDS,
    [
      ['LOW', 0.25, 0.15],
      ['MEDIUM', 0.5, 0.4],
      ['HIGH', 0.75, 0.6],
    ],
  ],
  [
    'careful',
    CAREFUL_THRESHOLDS,
    [
      ['LOW', 0.5, 0.4],
      ['MEDIUM', 0.7, 0.6],
      ['HIGH', 0.85, 0.75],
    ],
  ],
])('an %s level is reached at a score and left only below a lower one', (_, thresholds, levels) => {
  for (const [level, up, down] of levels) {
    expect(levelOf(up, 'NONE', thresholds)).toBe(level);
    expect(levelOf(up - 0.001, 'NONE', thresholds)).not.toBe(level);
    expect(levelOf(down, level, thresholds)).toBe(level);
    expect(levelOf(down - 0.001, level, thresholds)).not.toBe(level);
  }
});

test('a level may be left once it has stood for its days, or within the first six hours', () => {
  const hoursAgo = (hours: number) => mayBeLeft(new Date(NOW.getTime() - hours * 3_600_000), NOW, 2);
  expect([0, 5.99, 6, 47.99, 48, 50].map(hoursAgo)).toEqual([true, true, false, false, true, true]);
});

test('of two ids of one customer the stronger level stands, of equals the older one', () => {
  const old = state({ since: new Date(0), customerId: 'cus_b' });
  const high = state({ level: 'HIGH' });
  for (const pair of [
    [old, high],
    [high, old],
  ])
    expect(strongestOf(pair)).toEqual([high]);
  for (const pair of [
    [old, state()],
    [state(), old],
  ])
    expect(strongestOf(pair)).toEqual([old]);
  expect(strongestOf([state(), state({ kind: 'CHURN' })])).toHaveLength(2);
});

describe('what is worth a row', () => {
  const rowsOf = (is: Partial<SignalState>, was?: Partial<SignalState>) =>
    tellNews('cus_a', [state(is)], was ? [state(was)] : []).rows.length;

  test.each<[string, Partial<SignalState>, Partial<SignalState> | undefined, number]>([
    ['a calm that nobody knew', {}, undefined, 0],
    ['the calm of somebody whose stress is always told', { kind: 'FINANCIAL_STRESS' }, undefined, 1],
    ['a faint score', { score: 0.01 }, undefined, 1],
    ['a level', { level: 'LOW' }, undefined, 1],
    ['a level that has passed', { levelBefore: 'LOW' }, undefined, 1],
    ['a faint score that hardly moved', { score: 0.149 }, { score: 0.1 }, 0],
    ['a faint score that moved, upwards', { score: 0.1 }, { score: 0.05 }, 1],
    ['a faint score that moved, downwards', { score: 0.05 }, { score: 0.1 }, 1],
    ['a faint score by another model', { score: 0.1, modelVersion: 'other' }, { score: 0.1 }, 1],
    ['a felt score that hardly moved', { level: 'LOW', score: 0.301 }, { level: 'LOW', score: 0.3 }, 1],
    ['new evidence of what is felt', { level: 'LOW', transactionIds: ['a'] }, { level: 'LOW' }, 1],
    ['new evidence of what is not', { transactionIds: ['a'] }, {}, 0],
    ['what is felt no more', {}, { level: 'LOW' }, 1],
    ['another level before', { levelBefore: 'LOW' }, {}, 1],
    ['the same found later', { level: 'LOW', assessedAt: new Date(0) }, { level: 'LOW' }, 0],
  ])('%s', (_, is, was, count) => {
    const kind = is.kind ? { kind: is.kind } : {};
    expect(rowsOf(is, was && { ...was, ...kind })).toBe(count);
  });

  test('stress is told of whatever it moved by', () => {
    const stress = { kind: 'FINANCIAL_STRESS' };
    expect(rowsOf({ ...stress, score: 0.001 }, stress)).toBe(1);
    expect(rowsOf(stress, stress)).toBe(0);
  });

  test('under every id of the customer that has one', () => {
    const now = [state({ level: 'HIGH' }), state({ kind: 'CHURN', level: 'HIGH' })];
    const { rows, told } = tellNews('cus_a', now, [state({ customerId: 'cus_b', kind: 'CHURN' })]);
    expect(rows.map(({ customerId, kind }) => `${customerId} ${kind}`)).toEqual([
      'cus_a CAUTION',
      'cus_a CHURN',
      'cus_b CHURN',
    ]);
    expect(told).toEqual(now);
  });
});

test('others hear of nothing that is not there, and never of a guess about health, family or a death', () => {
  const toldOf = (of: Partial<SignalState>) => tellNews('cus_a', [state(of)], []).told.length;
  expect([toldOf({}), toldOf({ score: 0.1 }), toldOf({ kind: 'ILLNESS', level: 'HIGH' })]).toEqual([0, 1, 0]);
  expect(['CHURN', 'ILLNESS'].map((kind) => isTold({ kind }))).toEqual([true, false]);
});

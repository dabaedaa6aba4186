import { SIGNAL_LEVELS, type SignalLevel } from '@rapport/contracts';
import { levelOf, mayBeLeft } from './hysteresis.ts';
import { SIGNALS } from './registry.ts';
import type { Signal, SignalCase, SignalState } from './signal.ts';

const rankOf = (level: SignalLevel): number => SIGNAL_LEVELS.indexOf(level);

/** Of the states under several ids of one customer the strongest: nobody is less protected for having been merged. */
export const strongestOf = (states: readonly SignalState[]): SignalState[] =>
  [...Map.groupBy(states, ({ kind }) => kind).values()].map((same) =>
    same.reduce((a, b) => {
      if (a.level !== b.level) return rankOf(a.level) > rankOf(b.level) ? a : b;
      return a.since <= b.since ? a : b;
    }),
  );

/** The level that a score leads to: upwards at once, downwards after the signal's dwelling time. */
const nextLevelOf = (
  { thresholds, dwellDays = 0 }: Signal,
  score: number,
  { known, now }: { known: SignalState | undefined; now: Date },
): SignalLevel => {
  const before = known?.level ?? 'NONE';
  const level = levelOf(score, before, thresholds);
  const isLower = rankOf(level) < rankOf(before);
  return known && isLower && !mayBeLeft(known.since, now, dwellDays) ? before : level;
};

/** All signals of a customer anew, with the levels they had as the memory that keeps them from flickering. */
export const senseSignals = (
  customerId: string,
  subject: SignalCase,
  { before, now }: { before: readonly SignalState[]; now: Date },
): SignalState[] => {
  const memory = new Map(strongestOf(before).map((state) => [state.kind, state]));
  return SIGNALS.map((signal) => {
    const { kind, modelVersion, assess } = signal;
    const known = memory.get(kind);
    const assessment = assess(subject);
    const level = nextLevelOf(signal, assessment.score, { known, now });
    const hasChanged = level !== (known?.level ?? 'NONE');
    return {
      estimate: null,
      contributions: [],
      ...assessment,
      customerId,
      kind,
      level,
      levelBefore: hasChanged ? (known?.level ?? 'NONE') : (known?.levelBefore ?? 'NONE'),
      since: hasChanged || !known ? now : known.since,
      modelVersion: assessment.modelVersion ?? modelVersion,
      assessedAt: now,
    };
  });
};

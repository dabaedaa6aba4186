import { SIGNAL_LEVELS } from '@rapport/contracts';
import { levelOf } from './hysteresis.ts';
import { SIGNALS } from './registry.ts';
import type { SignalCase, SignalState } from './signal.ts';

/** Of the states under several ids of one customer the strongest: nobody is less protected for having been merged. */
export const strongestOf = (states: readonly SignalState[]): SignalState[] =>
  [...Map.groupBy(states, ({ kind }) => kind).values()].map((same) =>
    same.reduce((a, b) => {
      const [levelA, levelB] = [SIGNAL_LEVELS.indexOf(a.level), SIGNAL_LEVELS.indexOf(b.level)];
      if (levelA !== levelB) return levelA > levelB ? a : b;
      return a.since <= b.since ? a : b;
    }),
  );

/** All signals of a customer anew, with the levels they had as the memory that keeps them from flickering. */
export const senseSignals = (
  customerId: string,
  subject: SignalCase,
  { before, now }: { before: readonly SignalState[]; now: Date },
): SignalState[] =>
  SIGNALS.map(({ kind, modelVersion, assess }) => {
    const known = strongestOf(before).find((state) => state.kind === kind);
    const assessment = assess(subject);
    const level = levelOf(assessment.score, known?.level ?? 'NONE');
    const hasChanged = level !== (known?.level ?? 'NONE');
    return {
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

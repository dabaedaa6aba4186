import { canonicalJson } from '@rapport/contracts';
import { findSignal } from './registry.ts';
import type { SignalState } from './signal.ts';

/** The kind that is always told, also where it is not felt: protection rests on it. */
const ALWAYS_TOLD = 'FINANCIAL_STRESS';
/** Scores of what is not felt that differ by less than this are the same. */
const UNFELT_CHANGE_MIN = 0.05;

/** Whether there is anything to a state: it is felt, was felt, or is at least faintly there. */
const isSomething = ({ kind, score, level, levelBefore }: SignalState): boolean =>
  kind === ALWAYS_TOLD || score > 0 || level !== 'NONE' || levelBefore !== 'NONE';

/** All of a state but when it was found. */
const contentOf = (state: SignalState): string => {
  const { level, levelBefore, since, score, confidence, transactionIds, features, estimate, modelVersion } = state;
  const told = { level, levelBefore, since: since.toISOString(), score, confidence, modelVersion };
  return canonicalJson({ ...told, transactionIds, features, estimate });
};

/** Whether a state differs from the one that is kept: in anything where it is felt, else by more than a little. */
const isNews = (state: SignalState, kept: SignalState | undefined): boolean => {
  if (!kept) return isSomething(state);
  const isUnfelt = state.level === 'NONE' && kept.level === 'NONE' && state.levelBefore === kept.levelBefore;
  if (isUnfelt && state.modelVersion === kept.modelVersion && state.kind !== ALWAYS_TOLD) {
    return Math.abs(state.score - kept.score) >= UNFELT_CHANGE_MIN;
  }
  return state.score !== kept.score || state.level !== kept.level || contentOf(state) !== contentOf(kept);
};

/**
 * What is to be written and what is to be said of a customer's signals, so that two dozen of them cost a few rows.
 * Every id under which the customer has rows is brought up to date, else the strongest of them would stand for ever.
 */
export const tellNews = (
  customerId: string,
  states: readonly SignalState[],
  kept: readonly SignalState[],
): { readonly rows: SignalState[]; readonly told: SignalState[] } => {
  const rowOf = new Map(kept.map((row) => [`${row.customerId} ${row.kind}`, row]));
  const ids = [...new Set([customerId, ...kept.map((row) => row.customerId)])];
  const rows = ids.flatMap((id) =>
    states
      .filter(({ kind }) => id === customerId || rowOf.has(`${id} ${kind}`))
      .map((state) => ({ ...state, customerId: id }))
      .filter((state) => isNews(state, rowOf.get(`${id} ${state.kind}`))),
  );
  return { rows, told: states.filter((state) => isSomething(state) && isTold(state)) };
};

/** Whether other services and the timeline may hear of a signal: never of a guess about health, family or a death. */
export const isTold = ({ kind }: Pick<SignalState, 'kind'>): boolean => findSignal(kind)?.sensitivity !== 'SENSITIVE';

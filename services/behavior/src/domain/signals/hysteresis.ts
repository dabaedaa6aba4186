import { SIGNAL_LEVELS, type SignalLevel } from '@rapport/contracts';

/** From which score a level is reached, and below which it is left. The gap keeps a level from flickering. */
export type Thresholds = Readonly<Record<Exclude<SignalLevel, 'NONE'>, { readonly up: number; readonly down: number }>>;

export const THRESHOLDS: Thresholds = {
  LOW: { up: 0.25, down: 0.15 },
  MEDIUM: { up: 0.5, down: 0.4 },
  HIGH: { up: 0.75, down: 0.6 },
};

/** Of a guess that would hurt if it were wrong: it takes twice as much to say anything at all. */
export const CAREFUL_THRESHOLDS: Thresholds = {
  LOW: { up: 0.5, down: 0.4 },
  MEDIUM: { up: 0.7, down: 0.6 },
  HIGH: { up: 0.85, down: 0.75 },
};

/** The level of a score, given the level before (a Schmitt trigger with three steps). */
export const levelOf = (score: number, before: SignalLevel, thresholds = THRESHOLDS): SignalLevel => {
  let rank = SIGNAL_LEVELS.indexOf(before);
  for (; rank < SIGNAL_LEVELS.length - 1; rank += 1) {
    const next = SIGNAL_LEVELS[rank + 1] as Exclude<SignalLevel, 'NONE'>;
    if (score < thresholds[next].up) break;
  }
  for (; rank > 0; rank -= 1) {
    const present = SIGNAL_LEVELS[rank] as Exclude<SignalLevel, 'NONE'>;
    if (score >= thresholds[present].down) break;
  }
  return SIGNAL_LEVELS[rank]!;
};

const DAY_MS = 86_400_000;
/** What rose within these hours may rest on half of the facts, as in an import that is under way: it may go at once. */
const SETTLING_MS = 6 * 3_600_000;

/** Whether a level that stands since an instant may be left for a lower one: it has stood long enough, or only just. */
export const mayBeLeft = (since: Date, now: Date, dwellDays: number): boolean => {
  const stoodMs = now.getTime() - since.getTime();
  return stoodMs >= dwellDays * DAY_MS || stoodMs < SETTLING_MS;
};

import { SIGNAL_LEVELS, type SignalLevel } from '@rapport/contracts';

/** From which score a level is reached, and below which it is left. The gap keeps a level from flickering. */
export const THRESHOLDS: Readonly<
  Record<Exclude<SignalLevel, 'NONE'>, { readonly up: number; readonly down: number }>
> = {
  LOW: { up: 0.25, down: 0.15 },
  MEDIUM: { up: 0.5, down: 0.4 },
  HIGH: { up: 0.75, down: 0.6 },
};

/** The level of a score, given the level before (a Schmitt trigger with three steps). */
export const levelOf = (score: number, before: SignalLevel): SignalLevel => {
  let rank = SIGNAL_LEVELS.indexOf(before);
  for (; rank < SIGNAL_LEVELS.length - 1; rank += 1) {
    const next = SIGNAL_LEVELS[rank + 1] as Exclude<SignalLevel, 'NONE'>;
    if (score < THRESHOLDS[next].up) break;
  }
  for (; rank > 0; rank -= 1) {
    const present = SIGNAL_LEVELS[rank] as Exclude<SignalLevel, 'NONE'>;
    if (score >= THRESHOLDS[present].down) break;
  }
  return SIGNAL_LEVELS[rank]!;
};

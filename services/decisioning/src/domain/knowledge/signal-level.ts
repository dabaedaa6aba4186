import type { SignalLevel } from '@rapport/contracts';

const ORDER: Readonly<Record<SignalLevel, number>> = { NONE: 0, LOW: 1, MEDIUM: 2, HIGH: 3 };

/** How strong a level is, so that levels compare: 0 for NONE to 3 for HIGH. */
export const levelRank = (level: SignalLevel): number => ORDER[level];

/** The level of one kind of signal; NONE where it was never sensed. */
export const levelOf = (signals: readonly { kind: string; level: SignalLevel }[], kind: string): SignalLevel =>
  signals.find((signal) => signal.kind === kind)?.level ?? 'NONE';

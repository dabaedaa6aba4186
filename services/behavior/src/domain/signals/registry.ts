import { financialStress } from './financial-stress.ts';
import { fraudAnomaly } from './fraud-anomaly/fraud-anomaly.ts';
import type { Signal } from './signal.ts';

/** Every signal. A new one is a file of its own and a line here. */
export const SIGNALS: readonly Signal[] = [financialStress, fraudAnomaly];

/** A signal by its kind; one that is sensed no longer may still stand in old rows. */
export const findSignal = (kind: string): Signal | null => SIGNALS.find((signal) => signal.kind === kind) ?? null;

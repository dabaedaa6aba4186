import type { Tx } from '@rapport/contracts';
import type { LoopFact, PlacedLoopFact } from '../../domain/loop/loop-fact.ts';
import type { TouchedDay } from './ledger.ts';

export type LoopStore = {
  insert(tx: Tx, facts: readonly LoopFact[]): Promise<void>;
  /** The days of everything that became of the same decisions or messages, these included, each day once. */
  daysAround(tx: Tx, facts: readonly LoopFact[]): Promise<TouchedDay[]>;
  ofDays(tx: Tx, days: readonly TouchedDay[]): Promise<PlacedLoopFact[]>;
};

import type { Tx } from '@rapport/contracts';
import type { LoopFact, PlacedLoopFact } from '../../domain/loop/loop-fact.ts';
import type { TouchedDay } from './ledger.ts';

export type LoopStore = {
  insert(tx: Tx, fact: LoopFact): Promise<void>;
  /** The days of everything that became of the same decision or message, this one included. */
  daysAround(tx: Tx, fact: LoopFact): Promise<TouchedDay[]>;
  ofDays(tx: Tx, days: readonly TouchedDay[]): Promise<PlacedLoopFact[]>;
};

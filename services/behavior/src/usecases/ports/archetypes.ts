import type { Tx } from '@rapport/contracts';
import type { ArchetypeMonth, ArchetypeState } from '../../domain/archetypes/follow-archetypes.ts';

export type ArchetypeStore = {
  /** The latest state under any id a customer was known by, by asked id. */
  statesOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, ArchetypeState>>;
  /** Keeps states, each also as its month's. */
  save(tx: Tx, states: readonly ArchetypeState[], months: readonly ArchetypeMonth[]): Promise<void>;
  /** The latest months, newest first, so many for each, by asked id. */
  monthsOf(customerIds: readonly string[], limit: number): Promise<Map<string, ArchetypeMonth[]>>;
};

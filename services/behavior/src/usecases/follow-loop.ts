import type { Tx } from '@rapport/contracts';
import { isRead, type LoopFact } from '../domain/loop/loop-fact.ts';
import type { Stores } from './ports.ts';
import { rebuildActivity } from './rebuild-activity.ts';

/**
 * Keeps what became of offers and messages under the customers they were told of, and the days that features read it
 * from: as many statements for one as for many. What is told of nobody (null) is passed over. Nothing is announced:
 * decisioning said it, and would decide anew on its own word. The next fact tells.
 */
export const followLoop =
  ({ stores }: { stores: Pick<Stores, 'events' | 'loop' | 'buckets'> }) =>
  async (tx: Tx, told: readonly (LoopFact | null)[]): Promise<void> => {
    const facts = told.filter((fact) => fact !== null);
    if (facts.length === 0) return;
    await stores.loop.insert(tx, facts);
    const read = facts.filter(isRead);
    if (read.length > 0) await rebuildActivity({ stores })(tx, await stores.loop.daysAround(tx, read));
  };

import type { DomainEvent, Tx } from '@rapport/contracts';
import { isOfCustomer, isRead, type LoopFact } from '../domain/loop/loop-fact.ts';
import type { Stores } from './ports.ts';
import { rebuildActivity } from './rebuild-activity.ts';

/**
 * Keeps what became of an offer or a message under the customer it was told of, and the days that features read it
 * from. Nothing is announced: decisioning said it, and would decide anew on its own word. The next fact tells.
 */
export const followLoop =
  ({ stores }: { stores: Pick<Stores, 'events' | 'loop' | 'buckets'> }) =>
  <D>(factOf: (event: DomainEvent<D>) => LoopFact) =>
  async (tx: Tx, event: DomainEvent<D>): Promise<void> => {
    if (!isOfCustomer(event)) return;
    const fact = factOf(event);
    await stores.loop.insert(tx, fact);
    if (isRead(fact)) await rebuildActivity({ stores })(tx, await stores.loop.daysAround(tx, fact));
  };

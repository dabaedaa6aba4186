import type { Tx } from '@rapport/contracts';
import type { SourcedCall } from '../domain/call.ts';
import { bucketsOf, joinBuckets } from '../domain/computed/buckets.ts';
import type { DeclaredTrait } from '../domain/computed/computed-trait.ts';
import type { Stores } from './ports.ts';

/**
 * Adds the calls of a batch to the computed traits of their customers, who are locked: a read and a write, however
 * many calls and however long the customers' histories.
 */
export const countEvents =
  ({ stores }: { stores: Pick<Stores, 'traitBuckets'> }) =>
  async (
    tx: Tx,
    traits: readonly DeclaredTrait[],
    calls: readonly { customerId: string; call: SourcedCall }[],
  ): Promise<void> => {
    const given = bucketsOf(traits, calls, tx.now);
    if (given.length === 0) return;
    const kept = await stores.traitBuckets.keptOf(tx, given);
    await stores.traitBuckets.save(tx, joinBuckets(traits, [...kept, ...given]));
  };

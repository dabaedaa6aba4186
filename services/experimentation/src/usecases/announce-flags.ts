import { flagChanged, type Transact } from '@rapport/contracts';
import type { Stores } from './ports.ts';

const AT_ONCE = 50;

/**
 * Publishes flags whose definition changed since they were last published, so that services which keep a copy draw
 * the same lots without asking. Instances share the work. Answers whether more wait.
 */
export const announceFlags =
  ({ stores, transact }: { stores: Pick<Stores, 'flags'>; transact: Transact }) =>
  (): Promise<boolean> =>
    transact(async (tx) => {
      const changed = await stores.flags.claimUnannounced(tx, AT_ONCE);
      await tx.lock(changed.map(({ key }) => key));
      for (const { key, changedAt, definition } of changed) {
        tx.append(flagChanged, { about: key, time: changedAt, data: { definition: { ...definition } } });
      }
      return changed.length === AT_ONCE;
    });

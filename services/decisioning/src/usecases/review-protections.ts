import type { Transact } from '@rapport/contracts';
import { combineSignals } from '../domain/knowledge/combine-knowledge.ts';
import type { Now, Stores } from './ports.ts';
import { updateProtection } from './update-protection.ts';

const BATCH_MAX = 50;

/**
 * Looks again at the protections that are due: extends them while the signal lasts, lowers them by a step when it is
 * gone. Two instances may run at once: the second finds, under the lock, that nothing is due any more.
 * @returns whether more may be due
 */
export const reviewProtections =
  (ports: { stores: Stores; transact: Transact; now: Now }) => async (): Promise<boolean> => {
    const due = await ports.stores.protections.dueForReview(ports.now(), BATCH_MAX);
    for (const customerId of due) {
      await ports.transact(async (tx) => {
        await tx.lock([customerId]);
        const known = await ports.stores.knowledge.sensedOf([customerId], tx);
        const { protections, sensed } = known.get(customerId)!;
        await updateProtection(ports)(tx, { customerId, held: protections, signals: combineSignals(sensed) });
      });
    }
    return due.length === BATCH_MAX;
  };

import type { Transact } from '@rapport/contracts';
import { SENSING_AGE_MS_MAX } from '../domain/signals/sensing.ts';
import type { Now } from './ports.ts';
import { type SensingPorts, senseCustomers } from './sense-customers.ts';

const BATCH_MAX = 50;

/**
 * Senses anew whom time alone may have changed: who was last sensed more than a day ago and felt something then, or was
 * seen within the features' horizon. So signals fade, and those rise that come of nothing happening, without a new
 * fact. Several processes may run it at once: the second finds, under the lock, that nothing is due any more. What it
 * announces carries the newest known fact's own time, so that nothing old sets off a message.
 * @returns whether more may be due
 */
export const senseDue = (ports: SensingPorts & { transact: Transact; now: Now }) => async (): Promise<boolean> => {
  const { sensings } = ports.stores;
  const before = new Date(ports.now().getTime() - SENSING_AGE_MS_MAX);
  const due = await sensings.findDue(before, BATCH_MAX);
  if (due.length === 0) return false;
  await ports.transact(async (tx) => {
    await tx.lock(due);
    const customerIds = await sensings.stillDue(tx, due, before);
    await senseCustomers(ports)(
      tx,
      customerIds.map((customerId) => ({ customerId, factIds: [], newestFactAt: null })),
    );
  });
  return due.length === BATCH_MAX;
};

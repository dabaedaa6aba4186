import type { Transact } from '@rapport/contracts';
import { announceCustomers } from './announce-customers.ts';
import { lockCurrent } from './merge-customers.ts';
import type { Stores } from './ports.ts';
import { renameCustomers } from './rename-customers.ts';

/** So many customers are looked through at once. */
const BATCH = 200;

/**
 * Looks through customers once more after a change of whose word counts for names, languages or zones: the name they
 * are found by, and what the others were told, has to follow. @returns whether there are more
 */
export const settleTraits = (ports: { stores: Stores; transact: Transact }) => async (): Promise<boolean> => {
  const { stores, transact } = ports;
  const unsettled = await stores.traitSchema.findUnsettled();
  if (!unsettled) return false;
  const ids = await stores.customers.idsAfter(unsettled.settledAfter, BATCH);
  const isMore = ids.length === BATCH;
  await transact(async (tx) => {
    await lockCurrent(ports, tx, ids);
    await renameCustomers(ports)(tx, ids);
    await announceCustomers(ports)(tx, ids);
    await stores.traitSchema.saveSettled(tx, { version: unsettled.version, settledAfter: isMore ? ids.at(-1)! : null });
  });
  return isMore;
};

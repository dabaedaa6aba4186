import type { DomainEvent, Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

/** Nothing was handed over under the permit; QUEUED: it ran out unused, and the message will ask again. */
const UNUSED = ['FAILED', 'SUPPRESSED', 'QUEUED'];

/** A message says what became of its permit: what was handed over, or may have been, used its slot. */
export const settlePermit =
  ({ stores }: { stores: Pick<Stores, 'permits'> }) =>
  async (tx: Tx, { data }: DomainEvent<{ permitId: string | null; status: string }>): Promise<void> => {
    if (!data.permitId) return;
    await stores.permits.settle(tx, data.permitId, UNUSED.includes(data.status) ? 'FREED' : 'USED');
  };

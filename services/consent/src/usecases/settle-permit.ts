import type { DomainEvent, Tx } from '@rapport/contracts';
import { permitsCountSince } from './gather-contact-cases.ts';
import type { Stores } from './ports.ts';

/** Nothing was handed over under the permit; QUEUED: it ran out unused, and the message will ask again. */
const UNUSED = ['FAILED', 'SUPPRESSED', 'QUEUED'];

/** The message will never ask again: what else it once reserved is free. */
const FINAL = ['SENT', 'DELIVERED', 'FAILED', 'SUPPRESSED'];

type MessageWord = { readonly messageId: string; readonly permitId: string | null; readonly status: string };

/** A message says what became of its permit: what was handed over, or may have been, used its slot. */
export const settlePermit =
  ({ stores }: { stores: Pick<Stores, 'permits'> }) =>
  async (tx: Tx, { about, data }: DomainEvent<MessageWord>): Promise<void> => {
    const { messageId: effectId, permitId, status } = data;
    if (permitId) await stores.permits.settle(tx, permitId, UNUSED.includes(status) ? 'FREED' : 'USED');
    if (!FINAL.includes(status)) return;
    await stores.permits.release(tx, { customerId: about, effectId, since: permitsCountSince(tx.now) });
  };

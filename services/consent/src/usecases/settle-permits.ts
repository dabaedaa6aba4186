import type { DomainEvent, Tx } from '@rapport/contracts';
import { permitsCountSince } from './gather-contact-cases.ts';
import type { Stores } from './ports.ts';

/** Nothing was handed over under the permit; QUEUED: it ran out unused, and the message will ask again. */
const UNUSED = ['FAILED', 'SUPPRESSED', 'QUEUED'];

/** The message will never ask again: what else it once reserved is free. */
const FINAL = ['SENT', 'DELIVERED', 'FAILED', 'SUPPRESSED'];

type MessageWord = { readonly messageId: string; readonly permitId: string | null; readonly status: string };

/**
 * Messages say what became of their permits: what was handed over, or may have been, used its slot. Of one permit the
 * last word stands. Whatever is settled is no longer merely reserved, so what is released may be released last.
 */
export const settlePermits =
  ({ stores }: { stores: Pick<Stores, 'permits'> }) =>
  async (tx: Tx, events: readonly DomainEvent<MessageWord>[]): Promise<void> => {
    const settled = new Map<string, 'FREED' | 'USED'>();
    for (const { data } of events) {
      if (data.permitId) settled.set(data.permitId, UNUSED.includes(data.status) ? 'FREED' : 'USED');
    }
    if (settled.size > 0) await stores.permits.settle(tx, settled);
    const ended = events
      .filter(({ data }) => FINAL.includes(data.status))
      .map(({ about: customerId, data }) => ({ customerId, effectId: data.messageId }));
    if (ended.length > 0) await stores.permits.release(tx, ended, permitsCountSince(tx.now));
  };

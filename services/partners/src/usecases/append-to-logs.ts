import type { DomainEvent, Tx } from '@rapport/contracts';
import { pairwiseEventId, pairwiseId } from '../domain/pairwise-id.ts';
import { isWanted, type Shared } from '../domain/partner-event.ts';
import type { Stores } from './ports.ts';

/**
 * Appends an event to the log of every partner who subscribed to it. The partners' rows are locked until the
 * transaction ends, so that events become visible in the order of their sequences. A customer stays, for a partner,
 * the one that the partner knew first, whatever they are merged with later.
 */
export const appendToLogs =
  ({ stores }: { stores: Pick<Stores, 'partners' | 'log' | 'customers'> }) =>
  async (tx: Tx, { id, about }: DomainEvent, { name, data }: Shared, time: Date): Promise<void> => {
    const heads = (await stores.partners.lockLogs(tx)).filter(({ eventNames }) => isWanted(eventNames, name));
    if (heads.length === 0) return;
    const known = await stores.customers.knownAs(
      tx,
      about,
      heads.map(({ partnerId }) => partnerId),
    );
    const strangers = heads.filter(({ partnerId }) => !known.has(partnerId)).map(({ partnerId }) => partnerId);
    if (strangers.length > 0) await stores.customers.know(tx, about, strangers);
    await stores.log.append(
      tx,
      heads.map(({ partnerId, salt, lastSequence, lastRecordedAt }) => ({
        partnerId,
        sequence: lastSequence + 1,
        // Processes' clocks differ, and the log is cut by time: it must not run backwards along the sequence.
        recordedAt: tx.now > lastRecordedAt ? tx.now : lastRecordedAt,
        eventId: pairwiseEventId(salt, id),
        customerId: about,
        pairwiseId: pairwiseId(salt, known.get(partnerId) ?? about),
        name,
        time,
        data,
      })),
    );
  };

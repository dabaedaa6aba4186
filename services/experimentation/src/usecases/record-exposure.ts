import { type DomainEvent, exposureRecorded, type Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

type Message = { readonly status: string; readonly experiment?: { readonly key: string; readonly variation: string } };

/** The statuses of a message that the customer has, or is as good as certain to have. */
const MET: readonly string[] = ['SENT', 'DELIVERED'];

/**
 * A message went out in words that an experiment chose: its customer has met that variation. Recorded once per
 * experiment, customer and variation, over all the ids the customer was known by, however many messages say so.
 */
export const recordExposure =
  ({ stores }: { stores: Pick<Stores, 'exposures'> }) =>
  async (tx: Tx, event: DomainEvent<Message>): Promise<void> => {
    const { about: customerId, time, data } = event;
    if (!data.experiment || !MET.includes(data.status)) return;
    const { key: experimentKey, variation: variationKey } = data.experiment;
    // The consumer holds the customer's lock: nobody else records it between the look and the insert.
    const exposureId = tx.newId('out');
    const isNew = await stores.exposures.add(tx, {
      customerId,
      experimentKey,
      variationKey,
      exposureId,
      exposedAt: time,
    });
    if (!isNew) return;
    tx.append(exposureRecorded, {
      about: customerId,
      time,
      cause: event,
      data: { experimentKey, variationKey, exposureId },
    });
  };

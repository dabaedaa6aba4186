import { type DomainEvent, exposureRecorded, type Tx } from '@rapport/contracts';
import type { Exposure } from '../domain/exposure.ts';
import type { Stores } from './ports.ts';

type Message = { readonly status: string; readonly experiment?: { readonly key: string; readonly variation: string } };

/** That a customer met a variation, and the event that says so. */
type Meeting = { readonly met: Omit<Exposure, 'exposureId'>; readonly cause: DomainEvent };

/** The statuses of a message that the customer has, or is as good as certain to have. */
const MET: readonly string[] = ['SENT', 'DELIVERED'];

/** A message went out in words that an experiment chose: its customer has met that variation. Null: they have not. */
export const meetingIn = (event: DomainEvent<Message>): Meeting | null => {
  const { about: customerId, time: exposedAt, data } = event;
  if (!data.experiment || !MET.includes(data.status)) return null;
  const { key: experimentKey, variation: variationKey } = data.experiment;
  return { met: { customerId, experimentKey, variationKey, exposedAt }, cause: event };
};

/**
 * Records what customers met, once per experiment, customer and variation, over all the ids a customer was known by,
 * however many messages say so: the first does.
 */
export const recordExposures =
  ({ stores }: { stores: Pick<Stores, 'exposures'> }) =>
  async (tx: Tx, told: readonly (Meeting | null)[]): Promise<void> => {
    const meetings = told.filter((meeting) => meeting !== null);
    if (meetings.length === 0) return;
    const found = meetings.map(({ met, cause }) => ({ exposure: { ...met, exposureId: tx.newId('out') }, cause }));
    // The consumer holds the customers' locks: nobody else records them between the look and the insert.
    const added = await stores.exposures.add(
      tx,
      found.map(({ exposure }) => exposure),
    );
    for (const { exposure, cause } of found) {
      const { customerId, experimentKey, variationKey, exposureId, exposedAt } = exposure;
      if (!added.has(exposureId)) continue;
      const data = { experimentKey, variationKey, exposureId };
      tx.append(exposureRecorded, { about: customerId, time: exposedAt, cause, data });
    }
  };

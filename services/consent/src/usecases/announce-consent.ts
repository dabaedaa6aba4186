import { customerConsentChanged, type DomainEvent, type Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

/** Tells the other services what customers allow, as it now stands in this transaction. */
export const announceConsent =
  ({ stores }: { stores: Pick<Stores, 'consents' | 'contactPoints'> }) =>
  async (tx: Tx, customerIds: readonly string[], cause?: DomainEvent): Promise<void> => {
    const consents = await stores.consents.consentsOf(customerIds, tx);
    const points = await stores.contactPoints.ownedBy(customerIds, tx);
    for (const customerId of customerIds) {
      tx.append(customerConsentChanged, {
        about: customerId,
        cause,
        data: {
          consents: (consents.get(customerId) ?? []).map(({ purpose, channel, granted, since }) => ({
            purpose,
            channel: channel === 'ANY' ? null : channel,
            granted,
            since: since.toISOString(),
          })),
          blockedContactPointIds: (points.get(customerId) ?? [])
            .filter(({ blocked }) => blocked)
            .map(({ contactPointId }) => contactPointId),
        },
      });
    }
  };

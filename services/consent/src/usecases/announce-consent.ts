import { customerConsentChanged, type DomainEvent, type Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

/** Somebody whose consent is to be told, and the event that makes it so. */
type Told = { readonly customerId: string; readonly cause?: DomainEvent };

/** Tells the other services what customers allow, as it now stands in this transaction; each is named once. */
export const announceConsent =
  ({ stores }: { stores: Pick<Stores, 'consents' | 'contactPoints'> }) =>
  async (tx: Tx, told: readonly Told[]): Promise<void> => {
    const customerIds = told.map(({ customerId }) => customerId);
    const consents = await stores.consents.consentsOf(customerIds, tx);
    const points = await stores.contactPoints.ownedBy(customerIds, tx);
    for (const { customerId, cause } of told) {
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

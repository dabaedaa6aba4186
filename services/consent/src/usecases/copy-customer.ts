import type { DomainEvent, Tx } from '@rapport/contracts';
import { announceConsent } from './announce-consent.ts';
import type { Stores } from './ports.ts';

type CustomerState = {
  timeZone: string;
  locale: string;
  contactPoints: readonly { contactPointId: string; kind: 'PHONE' | 'EMAIL' }[];
};

/**
 * Keeps what consent needs of a customer. A contact point that was blocked before anybody owned it stays blocked:
 * its new owner's consent is announced with it.
 */
export const copyCustomer =
  (ports: { stores: Stores }) =>
  async (tx: Tx, event: DomainEvent<CustomerState>): Promise<void> => {
    const { about: customerId, data } = event;
    await ports.stores.customers.save(
      tx,
      { customerId, timeZone: data.timeZone, locale: data.locale },
      data.contactPoints.map((point) => ({ customerId, ...point })),
    );
    const owned = (await ports.stores.contactPoints.ownedBy([customerId], tx)).get(customerId) ?? [];
    if (owned.some(({ blocked }) => blocked)) await announceConsent(ports)(tx, [customerId], event);
  };

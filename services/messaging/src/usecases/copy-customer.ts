import type { DomainEvent, Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

type CustomerState = { locale: string; contactPoints: readonly { contactPointId: string }[] };

/** Keeps a customer's language; conversations at their contact points that nobody owned are looked at again. */
export const copyCustomer =
  ({ stores }: { stores: Stores }) =>
  async (tx: Tx, { about: customerId, data }: DomainEvent<CustomerState>): Promise<void> => {
    await stores.customers.saveCopy(tx, { customerId, locale: data.locale });
    const points = data.contactPoints.map(({ contactPointId }) => contactPointId);
    if (points.length > 0) await stores.conversations.askOwners(tx, points, tx.now);
  };

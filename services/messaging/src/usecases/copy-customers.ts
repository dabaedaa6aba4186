import type { DomainEvent, Tx } from '@rapport/contracts';
import type { CustomerCopy } from '../domain/customer.ts';
import type { Stores } from './ports.ts';

type CustomerState = { locale: string; contactPoints: readonly { contactPointId: string }[] };

/** What profile said of a customer. */
type CustomerWord = { readonly copy: CustomerCopy; readonly contactPointIds: readonly string[] };

/** What messaging needs of a customer: their language, and which contact points are theirs. */
export const customerCopyOf = ({ about: customerId, data }: DomainEvent<CustomerState>): CustomerWord => ({
  copy: { customerId, locale: data.locale },
  contactPointIds: data.contactPoints.map(({ contactPointId }) => contactPointId),
});

/** Keeps customers' languages; conversations at their contact points that nobody owned are looked at again. */
export const copyCustomers =
  ({ stores }: { stores: Pick<Stores, 'customers' | 'conversations'> }) =>
  async (tx: Tx, words: readonly CustomerWord[]): Promise<void> => {
    // Of one customer the last word stands.
    const copies = new Map(words.map(({ copy }) => [copy.customerId, copy]));
    await stores.customers.saveCopies(tx, [...copies.values()]);
    const points = [...new Set(words.flatMap(({ contactPointIds }) => contactPointIds))];
    if (points.length > 0) await stores.conversations.askOwners(tx, points, tx.now);
  };

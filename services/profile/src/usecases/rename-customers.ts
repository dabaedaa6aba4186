import type { Tx } from '@rapport/contracts';
import { displayNameOf, traitsInForce } from '../domain/trait.ts';
import type { Stores } from './ports.ts';

/** Customers are found by the name that their traits now add up to. */
export const renameCustomers =
  ({ stores }: { stores: Pick<Stores, 'facts' | 'customers'> }) =>
  async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
    const asked = [...new Set(customerIds)];
    const traits = await stores.facts.traitsOf(asked, tx);
    const names = asked.map((customerId) => ({
      customerId,
      displayName: displayNameOf(traitsInForce(traits.get(customerId) ?? [])),
    }));
    await stores.customers.setDisplayNames(tx, names);
  };

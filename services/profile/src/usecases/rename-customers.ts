import type { Tx } from '@rapport/contracts';
import { displayNameOf } from '../domain/trait.ts';
import type { Stores } from './ports.ts';
import { readTraitsInForce } from './read-traits-in-force.ts';

/** Customers are found by the name that their traits now add up to. */
export const renameCustomers =
  ({ stores }: { stores: Pick<Stores, 'traits' | 'traitSchema' | 'customers'> }) =>
  async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
    const asked = [...new Set(customerIds)];
    const traits = await readTraitsInForce({ stores })(asked, tx);
    const names = asked.map((customerId) => ({
      customerId,
      displayName: displayNameOf(traits.get(customerId) ?? []),
    }));
    await stores.customers.setDisplayNames(tx, names);
  };

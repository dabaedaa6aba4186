import { customerAliased, type Tx } from '@rapport/contracts';
import type { MergeChange } from '../domain/identity-change.ts';
import { type Alias, aliasesOfMerge } from '../domain/merge-tree.ts';
import type { Stores } from './ports.ts';
import { renameCustomers } from './rename-customers.ts';

/**
 * Says how customers are read from now on. An id is locked only once nothing leads from it to another, so that what is
 * said of it is said under itself.
 */
export const tellAliases =
  ({ stores }: { stores: Pick<Stores, 'merges'> }) =>
  async (tx: Tx, aliases: readonly Alias[]): Promise<void> => {
    for (const { origin } of aliases) await stores.merges.saveAlias(tx, { origin, current: origin });
    await tx.lock(aliases.map(({ origin }) => origin));
    for (const alias of aliases) {
      await stores.merges.saveAlias(tx, alias);
      tx.append(customerAliased, { about: alias.origin, data: { currentCustomerId: alias.current } });
    }
  };

/**
 * Makes one of two customers, who are locked and read as themselves. Nothing is rewritten: every id of the younger one
 * is read under the older from now on.
 */
export const joinCustomers =
  (ports: { stores: Stores }) =>
  async (tx: Tx, change: Omit<MergeChange, 'kind' | 'at'>): Promise<void> => {
    const { stores } = ports;
    const link = { origin: change.origin, survivor: change.survivor };
    const links = await stores.merges.linksOf([link.origin], tx);
    await stores.merges.link(tx, link);
    await tellAliases(ports)(tx, aliasesOfMerge(links, link));
    await stores.merges.record(tx, [{ ...change, kind: 'MERGED', at: tx.now }]);
    await renameCustomers(ports)(tx, [link.survivor]);
  };

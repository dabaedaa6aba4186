import type { Tx, Viewer } from '@rapport/contracts';
import { aliasesOfUnmerge, branchOf, pairOf } from '../domain/merge-tree.ts';
import { announceCustomers } from './announce-customers.ts';
import { announceObligations } from './announce-obligations.ts';
import { tellAliases } from './join-customers.ts';
import { lockCurrent } from './merge-customers.ts';
import type { Stores } from './ports.ts';
import { renameCustomers } from './rename-customers.ts';

/** Why nothing is taken apart. */
export type UnmergeRefusal = 'NOT_FOUND' | 'NOT_MERGED';

/**
 * Takes a customer out of the one they were merged into, with everybody who had been merged into them before. Both are
 * told anew, and no source makes one of them again.
 * @returns the two customers, or why nothing was done
 */
export const unmergeCustomers =
  (ports: { stores: Stores }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { customerId, reason }: { customerId: string; reason: string },
  ): Promise<{ customerId: string; formerId: string } | UnmergeRefusal> => {
    const { stores } = ports;
    const formerId = (await lockCurrent(ports, tx, [customerId])).get(customerId);
    if (formerId === undefined) return 'NOT_FOUND';
    const links = await stores.merges.linksOf([formerId], tx);
    const link = links.find(({ origin }) => origin === customerId);
    if (!link) return 'NOT_MERGED';
    const branch = branchOf(links, customerId);
    const rest = branchOf(links, formerId).filter((id) => !branch.includes(id));
    await stores.merges.unlink(tx, customerId);
    await stores.merges.keepApart(
      tx,
      rest.map((id) => {
        const [survivor, origin] = pairOf(id, customerId);
        return { origin, survivor, since: tx.now };
      }),
    );
    await tellAliases(ports)(tx, aliasesOfUnmerge(links, customerId));
    await stores.merges.record(tx, [
      { ...link, kind: 'UNMERGED', type: null, source: null, changedBy: viewer.subject, reason, at: tx.now },
    ]);
    await renameCustomers(ports)(tx, [customerId, formerId]);
    // What was said of them before the merge is said again, whatever was announced in between.
    await stores.customers.announceAnew(tx, [customerId, formerId]);
    await stores.loans.tellObligationsAnew(tx, [customerId, formerId]);
    await announceCustomers(ports)(tx, [customerId, formerId]);
    await announceObligations(ports)(tx, [customerId, formerId]);
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.profileUnmergeCustomers',
      about: formerId,
      before: { customers: [formerId] },
      after: { customers: [formerId, customerId] },
    });
    return { customerId, formerId };
  };

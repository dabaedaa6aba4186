import { RapportError, type Tx, type Viewer } from '@rapport/contracts';
import { branchOf, pairOf } from '../domain/merge-tree.ts';
import { contradictionsOf } from '../domain/preview-merge.ts';
import { announceCustomers } from './announce-customers.ts';
import { announceObligations } from './announce-obligations.ts';
import { joinCustomers } from './join-customers.ts';
import type { Stores } from './ports.ts';

/** Why two customers do not become one. */
export type MergeRefusal = 'NOT_FOUND' | 'ALREADY_ONE' | 'TWO_PEOPLE';

/** Locks customers under their current ids. @throws RapportError CONFLICT where one is merged at this very moment */
export const lockCurrent = async (
  { stores }: { stores: Pick<Stores, 'customers'> },
  tx: Tx,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const before = await stores.customers.currentIdsOf(customerIds, tx);
  await tx.lock([...before.values()]);
  const now = await stores.customers.currentIdsOf(customerIds, tx);
  if ([...now].every(([id, current]) => before.get(id) === current)) return now;
  throw new RapportError('CONFLICT', 'one of the customers was just merged by somebody else: look again');
};

/**
 * Makes one of two customers because a person says so, also where they were kept apart before. The older one's id
 * remains; no limit but that of what a person has only one of stands against it.
 * @returns the id that remains, or why nothing was done
 */
export const mergeCustomers =
  (ports: { stores: Stores }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { from, into, reason }: { from: string; into: string; reason: string },
  ): Promise<{ customerId: string } | MergeRefusal> => {
    const { stores } = ports;
    const current = await lockCurrent(ports, tx, [from, into]);
    const [one, other] = [current.get(from), current.get(into)];
    if (one === undefined || other === undefined) return 'NOT_FOUND';
    if (one === other) return 'ALREADY_ONE';
    const identifiers = await stores.identifiers.identifiersOf([one, other], tx);
    if (contradictionsOf(identifiers.get(one) ?? [], identifiers.get(other) ?? []).length > 0) return 'TWO_PEOPLE';
    const [survivor, origin] = pairOf(one, other);
    const links = await stores.merges.linksOf([one, other], tx);
    await stores.merges.allowTogether(tx, branchOf(links, one), branchOf(links, other));
    await joinCustomers(ports)(tx, {
      origin,
      survivor,
      type: null,
      source: null,
      changedBy: viewer.subject,
      reason,
    });
    await announceCustomers(ports)(tx, [survivor]);
    await announceObligations(ports)(tx, [survivor]);
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.profileMergeCustomers',
      about: survivor,
      before: { customers: [survivor, origin] },
      after: { customers: [survivor] },
    });
    return { customerId: survivor };
  };

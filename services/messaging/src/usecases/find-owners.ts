import type { Ports } from './ports.ts';
import { OWNER_AGAIN_MS } from './receive-message.ts';

const AT_ONCE = 8;

/**
 * Conversations whose owner was not known, because profile was silent or nobody owned the contact point yet, go to
 * the customer who owns it. Where several do, it stays with the contact point: what one wrote is not the others'.
 */
export const findOwners =
  ({ stores, transact, ask, now }: Ports) =>
  async (): Promise<boolean> => {
    const begun = now();
    const until = new Date(begun.getTime() + OWNER_AGAIN_MS);
    const unowned = await stores.conversations.claimUnowned(begun, until, AT_ONCE);
    for (const { holderId: contactPointId } of unowned) {
      const answer = await ask.owners({ contactPointId }).catch(() => null);
      if (!answer) continue;
      const customerId = answer.customerIds.length === 1 ? answer.customerIds[0]! : null;
      await transact(async (tx) => {
        await tx.lock([contactPointId, ...(customerId ? [customerId] : [])]);
        await stores.conversations.settleOwner(tx, contactPointId, customerId);
      });
    }
    return unowned.length === AT_ONCE;
  };

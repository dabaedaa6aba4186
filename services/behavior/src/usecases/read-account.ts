import type { Viewer } from '@rapport/contracts';
import type { HeldAccount } from '../domain/features/customer-days.ts';

/** An account as somebody sees it: `holderId` is the customer by whose right it is seen, null where nobody holds it. */
export type AccountView = { readonly id: string; readonly holderId: string | null };

/** By whose right a viewer sees an account: their own where they hold it, else its owner's. */
export const viewAccount = (
  id: string,
  holders: readonly (HeldAccount & { readonly currentId: string })[],
  viewer: Viewer,
): AccountView => {
  for (const customerId of viewer.customerIds) {
    if (holders.some((held) => held.customerId === customerId || held.currentId === customerId)) {
      return { id, holderId: customerId };
    }
  }
  return { id, holderId: holders.find(({ role }) => role === 'OWNER')?.currentId ?? null };
};

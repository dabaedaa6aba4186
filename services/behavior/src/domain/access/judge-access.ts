import type { HeldAccount } from '../features/customer-days.ts';
import { type Flaw, flaw } from '../ingestion/flaw.ts';
import { type DataAccess, statusOf } from './data-access.ts';

/** An access with the id under which its customer is read at present. */
export type KnownAccess = DataAccess & { readonly currentId: string | null };

/** Why data may not come in by an access; null where they may. */
export const judgeAccess = (access: KnownAccess | undefined, now: Date): Flaw | null => {
  if (!access?.userId) {
    return flaw('access', 'ACCESS_UNKNOWN', 'nobody granted it: send the grant first, or with the data');
  }
  switch (statusOf(access, now)) {
    case 'REVOKED':
      return flaw('access', 'ACCESS_REVOKED', 'the customer took it back: stop reading their data');
    case 'EXPIRED':
      return flaw('access', 'ACCESS_EXPIRED', 'it has expired: ask the customer to renew it, then send the data again');
    default:
      return null;
  }
};

/** Whether an account is known as somebody else's: a permission opens its own customer's accounts and no others. */
export const judgeAccount = (
  access: KnownAccess,
  holders: readonly (HeldAccount & { readonly currentId: string })[],
): Flaw | null => {
  if (holders.length === 0 || holders.some(({ currentId }) => currentId === access.currentId)) return null;
  const remedy = 'is the account of somebody else than who granted the access: check the account id';
  return flaw('properties.accountId', 'ACCESS_FOREIGN', remedy);
};

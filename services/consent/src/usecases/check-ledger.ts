import { checkLedger as check, type LedgerCheck } from '../domain/ledger.ts';
import type { Stores } from './ports.ts';

/** Checks the whole chain of a customer. */
export const checkLedger =
  ({ stores }: { stores: Pick<Stores, 'ledger'> }) =>
  async (holderId: string): Promise<LedgerCheck> => {
    const { entries, contents } = await stores.ledger.chainOf(holderId);
    return check(entries, contents);
  };

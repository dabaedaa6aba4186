import { obligationsChanged, type Tx } from '@rapport/contracts';
import { obligationsOf } from '../domain/loan/obligations.ts';
import { settleLoan } from '../domain/loan/settle-loan.ts';
import type { Stores } from './ports.ts';

/** Tells the other services what customers owe, where that has changed; the customers must be locked. */
export const announceObligations =
  ({ stores }: { stores: Pick<Stores, 'loans'> }) =>
  async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
    const asked = [...new Set(customerIds)].sort();
    if (asked.length === 0) return;
    const facts = await stores.loans.loansOf(asked, tx);
    const told = asked.map((customerId) => {
      const loans = (facts.get(customerId) ?? []).map(settleLoan).filter((loan) => loan !== null);
      return { customerId, isEmpty: loans.length === 0, ...obligationsOf(loans) };
    });
    const changed = await stores.loans.claimObligations(tx, told);
    for (const { customerId, data } of told) {
      if (changed.has(customerId)) tx.append(obligationsChanged, { about: customerId, data });
    }
  };

import type { Tx, Viewer } from '@rapport/contracts';
import { isLimit, type StatedBudget } from '../domain/budgets/budget.ts';
import type { Stores } from './ports.ts';

/** Why a budget is not kept. */
export type BudgetRefusal = 'NOT_FOUND' | 'LIMIT';

/** Sets the limit of a category, or goes back to what is learnt where it is null. @returns why not, or null */
export const setBudget =
  ({ stores }: { stores: Pick<Stores, 'planning' | 'customers'> }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { limit, ...rest }: Omit<StatedBudget, 'limit' | 'changedAt'> & { limit: string | null },
  ): Promise<BudgetRefusal | null> => {
    const { customerId, category } = rest;
    if (limit !== null && !isLimit(limit)) return 'LIMIT';
    if (!(await stores.customers.isKnown(tx, customerId))) return 'NOT_FOUND';
    await tx.lock([customerId]);
    const stated = (await stores.planning.budgetsOf([customerId], tx)).get(customerId) ?? [];
    const before = stated.find((budget) => budget.category === category) ?? null;
    const after = limit === null ? null : { ...rest, limit, changedAt: tx.now };
    await stores.planning.removeBudget(tx, { customerId, category });
    if (after) await stores.planning.saveBudget(tx, after);
    tx.audit({ viewer, action: 'Mutation.behaviorSetBudget', about: customerId, before, after });
    return null;
  };

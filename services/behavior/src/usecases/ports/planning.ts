import type { Tx } from '@rapport/contracts';
import type { StatedBudget } from '../../domain/budgets/budget.ts';
import type { Goal } from '../../domain/goals/goal.ts';

/** What customers plan: their goals and the budgets they set. Reads go over every id a customer was known by. */
export type PlanningStore = {
  /** Goals by asked id, latest change first, closed ones included, so many for each. */
  goalsOf(customerIds: readonly string[], limit: number, tx?: Tx): Promise<Map<string, Goal[]>>;
  saveGoal(tx: Tx, goal: Goal): Promise<void>;
  budgetsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, StatedBudget[]>>;
  saveBudget(tx: Tx, budget: StatedBudget): Promise<void>;
  /** Goes back to what is learnt. */
  removeBudget(tx: Tx, budget: Pick<StatedBudget, 'customerId' | 'category'>): Promise<void>;
};

import type { Tx, Viewer } from '@rapport/contracts';
import { GOALS_MAX, type Goal, type GoalDraft, type GoalRefusal, goalRefusal } from '../domain/goals/goal.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Stores } from './ports.ts';

type Ports = { readonly stores: Pick<Stores, 'planning' | 'customers'> };

/** How many goals are read of a customer, closed ones included. */
export const GOALS_READ_MAX = 100;

/** Takes up a goal, or changes one. @returns the goal, or why there is none */
export const setGoal =
  ({ stores }: Ports) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { customerId, goalId, ...draft }: GoalDraft & { customerId: string; goalId: string | null },
  ): Promise<Goal | GoalRefusal> => {
    const accounts = (await stores.customers.accountsOf([customerId], tx)).get(customerId) ?? [];
    const refusal = goalRefusal(draft, { today: dayOf(tx.now), held: accounts });
    if (refusal) return refusal;
    if (!(await stores.customers.isKnown(tx, customerId))) return 'NOT_FOUND';
    await tx.lock([customerId]);
    const goals = (await stores.planning.goalsOf([customerId], GOALS_READ_MAX, tx)).get(customerId) ?? [];
    const before = goals.find((goal) => goal.goalId === goalId) ?? null;
    if (goalId !== null && !before) return 'NOT_FOUND';
    const others = goals.filter((goal) => goal.status === 'ACTIVE' && goal.goalId !== goalId);
    if (others.length >= GOALS_MAX) return 'TOO_MANY';
    const goal: Goal = {
      ...draft,
      customerId: before?.customerId ?? customerId,
      goalId: before?.goalId ?? tx.newId('gol'),
      status: 'ACTIVE',
      createdAt: before?.createdAt ?? tx.now,
      changedAt: tx.now,
    };
    await stores.planning.saveGoal(tx, goal);
    tx.audit({ viewer, action: 'Mutation.behaviorSetGoal', about: customerId, before, after: goal });
    return goal;
  };

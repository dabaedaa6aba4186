import type { Tx, Viewer } from '@rapport/contracts';
import type { Goal } from '../domain/goals/goal.ts';
import type { Now, Stores } from './ports.ts';
import { readGoals, type SeenGoal } from './read-goals.ts';
import { GOALS_READ_MAX } from './set-goal.ts';

type Ports = { readonly stores: Pick<Stores, 'planning' | 'buckets' | 'customers'>; readonly now: Now };

const archived = (goal: Goal, changedAt: Date): Goal => ({ ...goal, status: 'ARCHIVED', changedAt });

const dismissed = ({ reason: _, outlook: __, ...goal }: SeenGoal, tx: Tx): Goal => ({
  ...goal,
  goalId: tx.newId('gol'),
  status: 'DISMISSED',
  createdAt: tx.now,
  changedAt: tx.now,
});

/** Lets go of a goal, or turns a proposal down: it rests then. @returns the goal as it is now, null if there is none */
export const closeGoal =
  (ports: Ports) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { customerId, goalId }: { customerId: string; goalId: string },
  ): Promise<Goal | null> => {
    await tx.lock([customerId]);
    const { stores } = ports;
    const goals = (await stores.planning.goalsOf([customerId], GOALS_READ_MAX, tx)).get(customerId) ?? [];
    const before = goals.find((goal) => goal.goalId === goalId && goal.status === 'ACTIVE') ?? null;
    const shown = (await readGoals(ports)([customerId])).get(customerId) ?? [];
    const proposal = shown.find((one) => one.status === 'PROPOSED' && one.goalId === goalId);
    if (!before && !proposal) return null;
    const goal = before ? archived(before, tx.now) : dismissed(proposal!, tx);
    await stores.planning.saveGoal(tx, goal);
    tx.audit({ viewer, action: 'Mutation.behaviorCloseGoal', about: customerId, before, after: goal });
    return goal;
  };

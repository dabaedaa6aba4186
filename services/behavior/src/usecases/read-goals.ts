import { daysOfLife } from '../domain/features/customer-days.ts';
import { type CustomerDays, type DatedDay, daysBefore } from '../domain/features/feature.ts';
import { HORIZON_DAYS } from '../domain/features/registry.ts';
import type { Goal } from '../domain/goals/goal.ts';
import { type EndOfDay, type GoalOutlook, goalOutlook } from '../domain/goals/goal-outlook.ts';
import { type GoalProposal, proposeGoals } from '../domain/goals/propose-goals.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Now, Stores } from './ports.ts';
import { GOALS_READ_MAX } from './set-goal.ts';

/** A goal with how it stands, or one that behaviour suggests. */
export type SeenGoal = Omit<Goal, 'status' | 'createdAt' | 'changedAt'> & {
  readonly status: 'ACTIVE' | 'PROPOSED';
  /** Why it is proposed. */
  readonly reason: string | null;
  readonly outlook: GoalOutlook;
};

type Ports = { readonly stores: Pick<Stores, 'planning' | 'buckets' | 'customers'>; readonly now: Now };

const endsOf = (days: readonly DatedDay[], { accountId, currency }: Goal): EndOfDay[] =>
  days.flatMap((day) =>
    day.accountId === accountId && day.currency === currency && day.closing
      ? [{ day: day.day, balance: day.closing.balance }]
      : [],
  );

const seen = (goal: Goal, days: CustomerDays): SeenGoal => ({
  ...goal,
  status: 'ACTIVE',
  reason: null,
  outlook: goalOutlook(goal, endsOf(days.allDays, goal), days.today),
});

const proposed = (customerId: string, proposal: GoalProposal, today: string): SeenGoal => {
  const at = new Date(`${today}T00:00:00Z`);
  const goal = { ...proposal, customerId, goalId: proposal.proposalId, createdAt: at, changedAt: at };
  const outlook = goalOutlook({ ...goal, status: 'ACTIVE' }, [], today);
  return { ...goal, status: 'PROPOSED', outlook };
};

/** What customers save for, latest first, and what they might; by asked id. */
export const readGoals =
  ({ stores, now }: Ports) =>
  async (customerIds: readonly string[]): Promise<Map<string, SeenGoal[]>> => {
    const present = now();
    const today = dayOf(present);
    const goals = await stores.planning.goalsOf(customerIds, GOALS_READ_MAX);
    const lives = await stores.buckets.livesOf(customerIds, daysBefore(today, HORIZON_DAYS - 1), present);
    return new Map(
      customerIds.map((id) => {
        const own = goals.get(id) ?? [];
        const days = daysOfLife(lives.get(id)!, today);
        const active = own.filter(({ status }) => status === 'ACTIVE').map((goal) => seen(goal, days));
        return [id, [...active, ...proposeGoals(days, own).map((proposal) => proposed(id, proposal, today))]];
      }),
    );
  };

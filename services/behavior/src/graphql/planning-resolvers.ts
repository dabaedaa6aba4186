import type { GoalRefusal } from '../domain/goals/goal.ts';
import type { BudgetRefusal } from '../usecases/set-budget.ts';
import type { Context } from './context.ts';
import type { CloseGoalInput, Resolvers, SetBudgetInput, SetGoalInput, UserError } from './generated.ts';
import { money } from './money.ts';

/** Why a goal was not kept. */
const GOAL_REFUSALS: Readonly<Record<GoalRefusal, UserError>> = {
  NOT_FOUND: {
    code: 'NOT_FOUND',
    message: 'there is no such customer or goal: pass ids that the graph returned',
    field: 'input.goalId',
  },
  NAME: { code: 'INVALID_INPUT', message: 'must have 1 to 80 characters', field: 'input.name' },
  TARGET: { code: 'INVALID_INPUT', message: 'must be more than nothing', field: 'input.target' },
  PAST: { code: 'INVALID_INPUT', message: 'must be a day to come', field: 'input.targetOn' },
  FOREIGN_ACCOUNT: {
    code: 'INVALID_INPUT',
    message: 'must be an account that the customer holds, in the currency of the goal',
    field: 'input.accountId',
  },
  SAVED: {
    code: 'INVALID_INPUT',
    message: 'must not be negative, and is told by the balance where an account is named: leave one of the two out',
    field: 'input.saved',
  },
  TOO_MANY: { code: 'TOO_MANY', message: 'there are 20 goals already: close one first', field: 'input' },
};

const NO_GOAL: UserError = {
  code: 'NOT_FOUND',
  message: 'there is no such goal or proposal: pass an id that `goals` returned',
  field: 'input.goalId',
};

/** Why a budget was not kept. */
const BUDGET_REFUSALS: Readonly<Record<BudgetRefusal, UserError>> = {
  NOT_FOUND: { code: 'NOT_FOUND', message: 'there is no such customer: check the id', field: 'input.customerId' },
  LIMIT: {
    code: 'INVALID_INPUT',
    message: 'must be more than nothing; leave it out to go back to what is learnt',
    field: 'input.limit',
  },
};

const setGoal = async (_: unknown, { input }: { input: SetGoalInput }, { does, viewer }: Context) =>
  does.once({ viewer, mutation: 'behaviorSetGoal', input }, async (tx) => {
    const { idempotencyKey: _key, targetOn = null, accountId = null, saved = null, goalId = null, ...said } = input;
    const done = await does.setGoal(tx, viewer, { ...said, targetOn, accountId, saved, goalId });
    if (typeof done === 'string') return { customer: null, goalId: null, userErrors: [GOAL_REFUSALS[done]] };
    return { customer: { id: input.customerId }, goalId: done.goalId, userErrors: [] };
  });

const closeGoal = async (_: unknown, { input }: { input: CloseGoalInput }, { does, viewer }: Context) =>
  does.once({ viewer, mutation: 'behaviorCloseGoal', input }, async (tx) => {
    const done = await does.closeGoal(tx, viewer, input);
    if (!done) return { customer: null, goalId: null, userErrors: [NO_GOAL] };
    return { customer: { id: input.customerId }, goalId: done.goalId, userErrors: [] };
  });

const setBudget = async (_: unknown, { input }: { input: SetBudgetInput }, { does, viewer }: Context) =>
  does.once({ viewer, mutation: 'behaviorSetBudget', input }, async (tx) => {
    const { customerId, category, currency, limit = null } = input;
    const refusal = await does.setBudget(tx, viewer, { customerId, category, currency, limit });
    if (refusal) return { customer: null, userErrors: [BUDGET_REFUSALS[refusal]] };
    return { customer: { id: customerId }, userErrors: [] };
  });

/** What a customer plans: goals, budgets, and what could be saved. */
export const planningFields: Pick<NonNullable<Resolvers['Customer']>, 'goals' | 'budgets' | 'savingsFound'> = {
  goals: ({ id }, _, { loaders }) => loaders.goals.load(id),
  budgets: ({ id }, _, { loaders }) => loaders.budgets.load(id),
  savingsFound: ({ id }, _, { loaders }) => loaders.savings.load(id),
};

export const planningMutations: Pick<
  NonNullable<Resolvers['Mutation']>,
  'behaviorSetGoal' | 'behaviorCloseGoal' | 'behaviorSetBudget'
> = {
  behaviorSetGoal: setGoal,
  behaviorCloseGoal: closeGoal,
  behaviorSetBudget: setBudget,
};

const orNull = (amount: string | null, currency: string) => (amount === null ? null : money(amount, currency));

export const planningTypes: Pick<Resolvers, 'Goal' | 'Budget' | 'FoundSaving'> = {
  Goal: {
    id: ({ goalId }) => goalId,
    target: ({ target, currency }) => money(target, currency),
    saved: ({ outlook, currency }) => money(outlook.saved, currency),
    progress: ({ outlook }) => outlook.progress,
    pace: ({ outlook }) => outlook.pace,
    monthly: ({ outlook, currency }) => orNull(outlook.monthly, currency),
    neededMonthly: ({ outlook, currency }) => orNull(outlook.neededMonthly, currency),
    reachedOn: ({ outlook }) => outlook.reachedOn,
    probability: ({ outlook }) => outlook.probability,
  },
  Budget: {
    limit: ({ limit, currency }) => money(limit, currency),
    spent: ({ spent, currency }) => money(spent, currency),
    expected: ({ expected, currency }) => money(expected, currency),
    usualLow: ({ usual, currency }) => orNull(usual?.low ?? null, currency),
    usualHigh: ({ usual, currency }) => orNull(usual?.high ?? null, currency),
  },
  FoundSaving: {
    yearlySaving: ({ yearlySaving, currency }) => money(yearlySaving, currency),
  },
};

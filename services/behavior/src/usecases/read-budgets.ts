import { type Budget, budgetsOf } from '../domain/budgets/budget.ts';
import { daysOfLife } from '../domain/features/customer-days.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import { firstOfMonthsAgo } from '../domain/spending/spending-months.ts';
import type { Now, Stores } from './ports.ts';

const MONTHS = 6;

/** The budgets of customers for this month, in the currency of their main account, by asked id. */
export const readBudgets =
  ({ stores, now }: { stores: Pick<Stores, 'planning' | 'buckets'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, Budget[]>> => {
    const present = now();
    const today = dayOf(present);
    const stated = await stores.planning.budgetsOf(customerIds);
    const lives = await stores.buckets.livesOf(customerIds, firstOfMonthsAgo(today, MONTHS), present);
    return new Map(
      customerIds.map((id) => {
        const own = stated.get(id) ?? [];
        const { main, mainDays } = daysOfLife(lives.get(id)!, today);
        const currency = main?.currency ?? own[0]?.currency;
        return [id, currency ? budgetsOf(mainDays, { today, currency, stated: own }) : []];
      }),
    );
  };

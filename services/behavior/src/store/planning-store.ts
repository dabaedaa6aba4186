import { type Database, sql } from '@rapport/platform';
import type { StatedBudget } from '../domain/budgets/budget.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { PlanningStore } from '../usecases/ports.ts';

const GOAL = `g.customer_id AS "customerId", g.goal_id AS "goalId", g.kind, g.name, g.target, g.currency,
  to_char(g.target_on, 'YYYY-MM-DD') AS "targetOn", g.account_id AS "accountId", g.saved, g.status,
  g.created_at AS "createdAt", g.changed_at AS "changedAt"`;

export const createPlanningStore = (database: Database): PlanningStore => ({
  goalsOf: async (customerIds, limit, tx) => {
    const rows = await sql<Goal & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, ${GOAL} FROM customer_origins($1) o CROSS JOIN LATERAL (
         SELECT * FROM goal t WHERE t.customer_id = o.origin ORDER BY t.changed_at DESC, t.goal_id LIMIT $2) g
       ORDER BY o.asked, g.changed_at DESC, g.goal_id`,
      [customerIds, limit],
    );
    const found = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...found].map(([id, goals]) => [id, goals.slice(0, limit)]));
  },

  saveGoal: async (tx, goal) => {
    await sql(
      tx,
      `INSERT INTO goal (customer_id, goal_id, kind, name, target, currency, target_on, account_id, saved, status,
         created_at, changed_at)
       SELECT * FROM jsonb_to_record($1::jsonb) AS g ("customerId" text, "goalId" text, kind text, name text,
         target numeric, currency text, "targetOn" date, "accountId" text, saved numeric, status text,
         "createdAt" timestamptz, "changedAt" timestamptz)
       ON CONFLICT (customer_id, goal_id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
         target = excluded.target, currency = excluded.currency, target_on = excluded.target_on,
         account_id = excluded.account_id, saved = excluded.saved, status = excluded.status,
         changed_at = excluded.changed_at`,
      [JSON.stringify(goal)],
    );
  },

  budgetsOf: async (customerIds, tx) => {
    const rows = await sql<StatedBudget & { asked: string }>(
      tx ?? database,
      `SELECT DISTINCT ON (o.asked, b.category) o.asked, b.customer_id AS "customerId", b.category,
         b.monthly_limit AS "limit", b.currency, b.changed_at AS "changedAt"
       FROM customer_origins($1) o JOIN budget b ON b.customer_id = o.origin
       ORDER BY o.asked, b.category, b.changed_at DESC, b.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  saveBudget: async (tx, { customerId, category, limit, currency, changedAt }) => {
    await sql(
      tx,
      `INSERT INTO budget (customer_id, category, monthly_limit, currency, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (customer_id, category) DO UPDATE SET monthly_limit = excluded.monthly_limit,
         currency = excluded.currency, changed_at = excluded.changed_at`,
      [customerId, category, limit, currency, changedAt],
    );
  },

  removeBudget: async (tx, { customerId, category }) => {
    await sql(
      tx,
      `DELETE FROM budget b USING customer_origins(ARRAY[$1]) o
       WHERE b.customer_id = o.origin AND b.category = $2`,
      [customerId, category],
    );
  },
});

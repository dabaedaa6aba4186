import { column, table } from '@rapport/platform';
import type { StatedBudget } from '../../domain/budgets/budget.ts';
import type { Goal } from '../../domain/goals/goal.ts';

export const goalTable = table<Goal>('goal', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  goalId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('FINANCIAL'),
  name: column.text('SENSITIVE'),
  target: column.numeric('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  targetOn: column.date('FINANCIAL', { nullable: true }),
  accountId: column.text('PSEUDONYM', { nullable: true }),
  saved: column.numeric('FINANCIAL', { nullable: true }),
  status: column.text('FINANCIAL'),
  createdAt: column.instant('BEHAVIOURAL'),
  changedAt: column.instant('BEHAVIOURAL'),
});

export const budgetTable = table<Omit<StatedBudget, 'limit'> & { readonly monthlyLimit: string }>('budget', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  category: column.text('FINANCIAL', { primary: true }),
  monthlyLimit: column.numeric('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  changedAt: column.instant('BEHAVIOURAL'),
});

import { Decimal } from 'decimal.js';
import type { CustomerDays } from '../features/feature.ts';
import { daysBefore, within } from '../features/feature.ts';
import type { Goal, GoalDraft, GoalKind } from './goal.ts';

/** A goal that behaviour suggests; nothing until the customer takes it up. */
export type GoalProposal = GoalDraft & {
  readonly proposalId: string;
  /** Why, for the customer, in numbers that are their own. */
  readonly reason: string;
};

/** Three months of what one cannot do without (CFPB, "An essential guide to building an emergency fund", 2022). */
const FUND_MONTHS = 3;
const FUND_WITHIN_DAYS = 365;
const OVERDRAFT_WITHIN_DAYS = 180;
const OVERDRAFT_DAYS_MIN = 5;
const WINDOW_DAYS = 90;
const MONTH_DAYS = 30;
/** What was not wanted is not proposed again for so long. */
const REST_DAYS = 180;
const DAY_MS = 86_400_000;

export const proposalIdOf = (kind: GoalKind): string => `proposal:${kind}`;

/** Up to two leading digits: a target is a thing to aim at, not a bill. */
const rounded = (amount: Decimal): string => amount.toSignificantDigits(2, Decimal.ROUND_UP).toFixed();

const dayAfter = (day: string, days: number): string => daysBefore(day, -days);

const emergencyFund = ({ main, mainDays, allDays, today }: CustomerDays): GoalProposal | null => {
  const seen = within(mainDays, today, WINDOW_DAYS);
  const first = seen[0]?.day;
  if (!main || !first || first > daysBefore(today, 2 * MONTH_DAYS)) return null;
  const seenDays = (Date.parse(today) - Date.parse(first)) / DAY_MS + 1;
  const essential = seen.reduce((sum, { essential: part }) => sum.plus(part), new Decimal(0));
  const monthly = essential.times(MONTH_DAYS).dividedBy(seenDays);
  const target = monthly.times(FUND_MONTHS);
  const accounts = new Map(
    allDays.filter((day) => day.closing && day.currency === main.currency).map((day) => [day.accountId, day]),
  );
  const held = [...accounts.values()].reduce((sum, { closing }) => sum.plus(closing!.balance), new Decimal(0));
  if (target.isZero() || held.greaterThanOrEqualTo(target)) return null;
  return {
    proposalId: proposalIdOf('EMERGENCY_FUND'),
    kind: 'EMERGENCY_FUND',
    name: 'A cushion for three months',
    target: rounded(target),
    currency: main.currency,
    targetOn: dayAfter(today, FUND_WITHIN_DAYS),
    accountId: null,
    saved: null,
    reason: `What you cannot do without costs about ${rounded(monthly)} ${main.currency} a month.`,
  };
};

const clearOverdraft = ({ main, mainDays, today }: CustomerDays): GoalProposal | null => {
  const seen = within(mainDays, today, WINDOW_DAYS).filter(({ closing }) => closing !== null);
  const below = seen.filter(({ closing }) => new Decimal(closing!.balance).isNegative());
  if (!main || below.length < OVERDRAFT_DAYS_MIN) return null;
  const deepest = Decimal.min(...below.map(({ closing }) => closing!.balance)).abs();
  return {
    proposalId: proposalIdOf('CLEAR_OVERDRAFT'),
    kind: 'CLEAR_OVERDRAFT',
    name: 'Out of the overdraft',
    target: rounded(deepest),
    currency: main.currency,
    targetOn: dayAfter(today, OVERDRAFT_WITHIN_DAYS),
    accountId: null,
    saved: null,
    reason: `Within 90 days the account ended ${below.length} days below zero, the lowest at -${deepest.toFixed()}.`,
  };
};

/** What stands in the way of proposing a kind: it is being saved for, or was turned down not long ago. */
const isTaken = (kind: GoalKind, goals: readonly Goal[], today: string): boolean =>
  goals.some(
    (goal) =>
      goal.kind === kind &&
      (goal.status === 'ACTIVE' || goal.changedAt.getTime() > Date.parse(daysBefore(today, REST_DAYS))),
  );

/**
 * Goals that a customer's days suggest. Whoever is overdrawn is first shown the way out of it; a cushion comes after.
 * @param goals the customer's own, closed ones included
 */
export const proposeGoals = (days: CustomerDays, goals: readonly Goal[]): GoalProposal[] => {
  const way = clearOverdraft(days) ?? emergencyFund(days);
  return way && !isTaken(way.kind, goals, days.today) ? [way] : [];
};

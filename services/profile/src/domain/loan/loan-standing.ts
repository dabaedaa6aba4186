import { Decimal } from 'decimal.js';
import type { SettledInstalment, SettledLoan } from './settle-loan.ts';

const Exact = Decimal.clone({ precision: 40 });
const DAY_MS = 86_400_000;

/** Where an instalment stands; the first that fits, from the top. */
export const INSTALMENT_STATUSES = ['PAID', 'OVERDUE', 'PARTLY_PAID', 'DUE', 'UPCOMING'] as const;
export type InstalmentStatus = (typeof INSTALMENT_STATUSES)[number];

/** An instalment as it stands on a day. */
export type InstalmentView = SettledInstalment & { readonly status: InstalmentStatus };

/** What is overdue of a loan: the sum, and for how many days the oldest of it. */
export type Arrears = { readonly amount: string; readonly currency: string; readonly days: number };

/** A loan as it stands on a day. */
export type LoanStanding = Omit<SettledLoan, 'schedule'> & {
  /** The day it stands on, ISO 8601. */
  readonly today: string;
  /** Oldest first. */
  readonly schedule: readonly InstalmentView[];
  /** The first instalment that is due today or later and not wholly paid; null where there is none. */
  readonly nextDue: InstalmentView | null;
  /** Null where nothing is overdue. */
  readonly arrears: Arrears | null;
};

const statusOf = ({ isPaid, paid, dueOn }: SettledInstalment, today: string): InstalmentStatus => {
  if (isPaid) return 'PAID';
  if (dueOn < today) return 'OVERDUE';
  if (new Exact(paid).gt(0)) return 'PARTLY_PAID';
  return dueOn === today ? 'DUE' : 'UPCOMING';
};

const arrearsOf = (schedule: readonly InstalmentView[], currency: string, today: string): Arrears | null => {
  const overdue = schedule.filter(({ status }) => status === 'OVERDUE');
  const [oldest] = overdue;
  if (!oldest) return null;
  const amount = overdue.reduce((sum, one) => sum.plus(one.amount).minus(one.paid), new Exact(0));
  return { amount: amount.toFixed(), currency, days: (Date.parse(today) - Date.parse(oldest.dueOn)) / DAY_MS };
};

/** How a settled loan stands on a day, ISO 8601, where the customer lives. */
export const standingOn = (loan: SettledLoan, today: string): LoanStanding => {
  const schedule = loan.schedule.map((instalment) => ({ ...instalment, status: statusOf(instalment, today) }));
  return {
    ...loan,
    today,
    schedule,
    nextDue: schedule.find(({ dueOn, isPaid }) => dueOn >= today && !isPaid) ?? null,
    arrears: arrearsOf(schedule, loan.currency, today),
  };
};

/**
 * Whether an instalment is paid already, so that nobody need be reminded of it. Without a day: the one that a reminder
 * would speak of today, which is the first due today or later, else the last of all.
 * @returns null where no instalment is due that day
 */
export const isAlreadyPaid = (schedule: readonly SettledInstalment[], today: string, dueOn?: string | null) => {
  const asked = dueOn
    ? schedule.find((instalment) => instalment.dueOn === dueOn)
    : (schedule.find((instalment) => instalment.dueOn >= today) ?? schedule.at(-1));
  return asked?.isPaid ?? null;
};

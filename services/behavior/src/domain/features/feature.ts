import type { Decimal } from 'decimal.js';
import type { AccountDay } from './day-bucket.ts';

const DAY_MS = 86_400_000;

/** One day of one account, with its date. */
export type DatedDay = AccountDay & { readonly day: string };

/** The account by which a customer's money is judged. */
export type MainAccount = { readonly accountId: string; readonly currency: string };

/** What features are computed from: a customer's days up to today, over every id the customer was known by. */
export type CustomerDays = {
  /** The day it is, `2026-03-02`. */
  readonly today: string;
  /** Null while no current account is known. */
  readonly main: MainAccount | null;
  /** The main account's days in its currency, oldest first. */
  readonly mainDays: readonly DatedDay[];
  /** The days of every account in every currency, oldest first: for counting, never for adding up money. */
  readonly allDays: readonly DatedDay[];
};

/**
 * One number that is known of a customer, a pure function of their days.
 * `value` is null where it cannot be told yet.
 */
export type Feature = {
  readonly name: string;
  /** `MONEY` is given in the main account's currency. */
  readonly unit: 'MONEY' | 'days' | 'transactions' | 'payments' | 'ratio';
  /** Length of the window in days that ends today; null: the latest known. */
  readonly windowDays: number | null;
  /** What it says, for people. */
  readonly description: string;
  readonly value: (days: CustomerDays) => Decimal | null;
};

/** The day that lies so many days before another. */
export const daysBefore = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY_MS).toISOString().slice(0, 10);

/** The days of a window that ends today and has `windowDays` days. */
export const within = (days: readonly DatedDay[], today: string, windowDays: number): DatedDay[] => {
  const first = daysBefore(today, windowDays - 1);
  return days.filter(({ day }) => day >= first && day <= today);
};

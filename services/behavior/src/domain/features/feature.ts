import type { DataClass } from '@rapport/contracts';
import type { Decimal } from 'decimal.js';
import type { ActivityDay } from './activity-day.ts';
import type { HeldAccount } from './customer-days.ts';
import type { AccountDay } from './day-bucket.ts';
import type { PlaceDay } from './place-day.ts';

const DAY_MS = 86_400_000;

/** One day of one account, with its date. */
export type DatedDay = AccountDay & { readonly day: string };

/** What a customer did on one day, with its date. */
export type DatedActivity = ActivityDay & { readonly day: string };

/** The account by which a customer's money is judged. */
export type MainAccount = { readonly accountId: string; readonly currency: string };

/** What is known of the person beside what happened. */
export type KnownPerson = {
  /** IANA name, as profile last said. */
  readonly timeZone: string | null;
  /** What the customer stated of themselves, 0 to 1. */
  readonly financialLiteracy: number | null;
};

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
  /** What was done and answered, oldest first; left out: nothing. */
  readonly activity?: readonly DatedActivity[];
  /** Where money was spent, oldest first; left out: nowhere that is known. */
  readonly places?: readonly { readonly day: string; readonly place: PlaceDay }[];
  /** The accounts that are held; left out: none is known. */
  readonly accounts?: readonly HeldAccount[];
  readonly person?: KnownPerson;
};

/** What a feature is read from: the ledger, apps, offers and messages, or the customer's own word. */
export type FactSource = 'LEDGER' | 'APP' | 'LOOP' | 'STATED';

/**
 * One number that is known of a customer, a pure function of their days.
 * `value` is null where it cannot be told yet.
 */
export type Feature = {
  readonly name: string;
  /** `MONEY` is given in the main account's currency. */
  readonly unit:
    | 'MONEY'
    | 'days'
    | 'transactions'
    | 'payments'
    | 'ratio'
    | 'deviations'
    | 'payers'
    | 'sessions'
    | 'devices'
    | 'minutes'
    | 'applications'
    | 'cities'
    | 'offers';
  /** Length of the window in days that ends today; null: the latest known. */
  readonly windowDays: number | null;
  /** What it says, for people. */
  readonly description: string;
  /** How it is computed, in its own words. */
  readonly formula: string;
  /** Where the formula comes from: a paper, a standard, or our own choice. */
  readonly source: string;
  readonly readsFrom: readonly FactSource[];
  /** How sensitive it is. */
  readonly dataClass: DataClass;
  /** Other features that go into it. */
  readonly uses?: readonly Feature[];
  readonly value: (days: CustomerDays) => Decimal | number | null;
};

const numbers = new Map<string, number>();

/** Days since 1 January 1970. Remembered, for there are few days and each is asked for a thousand times. */
export const dayNumber = (day: string): number => {
  let number = numbers.get(day);
  if (number === undefined) {
    number = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
    numbers.set(day, number);
  }
  return number;
};

/** The day that lies so many days before another. */
export const daysBefore = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY_MS).toISOString().slice(0, 10);

/** The days of a window that ends today and has `windowDays` days. */
export const within = <D extends { readonly day: string }>(
  days: readonly D[],
  today: string,
  windowDays: number,
): D[] => {
  const last = dayNumber(today);
  return days.filter(({ day }) => {
    const number = dayNumber(day);
    return number > last - windowDays && number <= last;
  });
};

import type { DemoPerson } from './demo-customer.ts';

/** Somewhere that money goes, or comes from. */
export type Counterparty = { readonly narration: string; readonly mcc?: string };

/** Money that moves every so many months on the same day. */
export type StandingItem = {
  /** `{month}` stands for the month, as `03/2026`. */
  readonly narration: string;
  /** Negative is money out. */
  readonly cents: number;
  readonly dayOfMonth: number;
  readonly mcc?: string;
  /** 1 where left out. */
  readonly everyMonths?: number;
  /** From so many months ago, this one being 0; always, where left out. */
  readonly fromMonthsAgo?: number;
  /** Until so many months ago, included. */
  readonly untilMonthsAgo?: number;
  /** By how much the amount differs from month to month, cents up or down. */
  readonly spreadCents?: number;
  /** Moved to or from the customer's savings account, which books the other side. */
  readonly withSavings?: boolean;
};

/** Money that moves now and then. */
export type Habit = {
  readonly timesAMonth: number;
  /** From and to, cents; negative is money out. */
  readonly cents: readonly [number, number];
  readonly at: readonly Counterparty[];
  /** How much likelier it is on Saturday and Sunday; 0 is never. */
  readonly weekendTimes?: number;
  /** Within these days ago only, both included, the nearer first. */
  readonly daysAgo?: readonly [number, number];
  /** The currency it is paid in, and what one unit costs at home; the amounts are in that currency. */
  readonly abroad?: { readonly currency: string; readonly rate: number };
};

/** A life as data: who, which accounts, what comes and goes. */
export type Life = {
  readonly person: DemoPerson;
  readonly coHolders?: readonly DemoPerson[];
  readonly currency: string;
  readonly current: { readonly accountId: string; readonly name: string; readonly openedAt: string };
  /** The least that is on the current account within the year, cents. */
  readonly lowestCents: number;
  readonly savings?: {
    readonly accountId: string;
    readonly name: string;
    readonly openedAt: string;
    readonly openingCents: number;
  };
  readonly standing: readonly StandingItem[];
  readonly habits: readonly Habit[];
};

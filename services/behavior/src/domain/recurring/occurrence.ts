/** One payment as the search for series sees it. */
export type Occurrence = {
  readonly transactionId: string;
  /** The UTC day of its booking, counted from 1 January 1970. */
  readonly day: number;
  /** Without its sign, in the currency's main unit. */
  readonly size: number;
};

export type Direction = 'IN' | 'OUT';

/** What may belong to one series: payments of one account, currency and direction with the same payee. */
export type PaymentGroup = {
  readonly customerId: string;
  readonly accountId: string;
  readonly currency: string;
  readonly direction: Direction;
  /** The payee as `payeeOf` reads it; empty where narrations name none. */
  readonly payee: string;
};

/** How many payments of a group are looked at, the latest; what bounds the work that one arrival can cause. */
export const GROUP_MAX = 240;

const DAY_MS = 86_400_000;

export const dayNumberOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** `2026-03-01` of a day number. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const groupKeyOf = ({ customerId, accountId, currency, direction, payee }: PaymentGroup): string =>
  JSON.stringify([customerId, accountId, currency, direction, payee]);

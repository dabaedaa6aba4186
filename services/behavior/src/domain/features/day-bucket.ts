import { Decimal } from 'decimal.js';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { payeeOf } from '../recurring/payee.ts';
import type { ActivityDay } from './activity-day.ts';
import { categoryOf, isEssentialBooking, kindOf } from './booking-kind.ts';
import { type Hours, joinHours } from './hours.ts';
import { compact, joinParts, joinRecords } from './join-parts.ts';
import type { PlaceDay } from './place-day.ts';
import { shortHash } from './short-hash.ts';

/** The last balance that an account showed on a day. */
export type Closing = { readonly at: string; readonly transactionId: string; readonly balance: string };

/** What a day held of one category; what is left out is nothing. */
export type CategoryDay = {
  readonly in?: string;
  readonly out?: string;
  /** The part of `in` that paid a purchase back. */
  readonly refunded?: string;
  readonly count: number;
};

/**
 * One account on one day, in one currency. Amounts are exact decimals, all positive but balances and `movedWith`.
 * What is left out is nothing: buckets stay small, and those that were written before a part existed stay readable.
 */
export type AccountDay = {
  readonly accountId: string;
  readonly currency: string;
  readonly inflow: string;
  readonly outflow: string;
  /** The part of the outflow that one cannot do without. */
  readonly essential: string;
  readonly transactionCount: number;
  readonly returnedCount: number;
  readonly returnedForFundsCount: number;
  readonly closing: Closing | null;
  readonly lowestBalance: string | null;
  /**
   * The parts of inflow and outflow that only moved between own pockets or were borrowed: neither income nor spending.
   */
  readonly movedIn?: string;
  readonly movedOut?: string;
  /** The part of the inflow that paid purchases back: no income, and so much less spending. */
  readonly refunded?: string;
  /** What moved to each own account (positive) or from it (negative), by account. */
  readonly movedWith?: Readonly<Record<string, string>>;
  /** By Plaid's detailed category; bookings without one stand in none. */
  readonly byCategory?: Readonly<Record<string, CategoryDay>>;
  /** Income by a hash of who paid: payers are told apart, not named. */
  readonly byPayer?: Readonly<Record<string, string>>;
  /** Transactions by hour, UTC. */
  readonly byHour?: Hours;
};

/** What a customer's accounts did on one day, by currency and account. */
export type DayBucket = Readonly<Record<string, AccountDay>>;

/** What an account's day stands under in its bucket. */
export const accountKeyOf = ({ currency, accountId }: Pick<AccountDay, 'currency' | 'accountId'>): string =>
  `${currency} ${accountId}`;

/** A bucket with its day, `2026-03-01`, and what else is kept of that day. */
export type BucketOfDay = {
  readonly day: string;
  readonly bucket: DayBucket;
  readonly activity?: ActivityDay | null;
  readonly place?: PlaceDay | null;
};

export const EMPTY_BUCKET: DayBucket = {};

/** Most parts of most facts are nothing: what is added to nothing stays as it is. */
const sum = (a: string, b: string): string => {
  if (a === '0') return b;
  return b === '0' ? a : new Decimal(a).plus(b).toFixed();
};

const sumOf = (a: string | undefined, b: string | undefined): string | undefined => joinParts(a, b, sum);

const joinCategories = (a: CategoryDay, b: CategoryDay): CategoryDay => ({
  ...compact({ in: sumOf(a.in, b.in), out: sumOf(a.out, b.out), refunded: sumOf(a.refunded, b.refunded) }),
  count: a.count + b.count,
});

const laterClosing = (a: Closing | null, b: Closing | null): Closing | null => {
  if (!a || !b) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  if (a.transactionId !== b.transactionId) return a.transactionId > b.transactionId ? a : b;
  return new Decimal(a.balance).lessThan(b.balance) ? a : b;
};

const lower = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : Decimal.min(a, b).toFixed();

const join = (a: AccountDay, b: AccountDay): AccountDay => ({
  accountId: a.accountId,
  currency: a.currency,
  inflow: sum(a.inflow, b.inflow),
  outflow: sum(a.outflow, b.outflow),
  essential: sum(a.essential, b.essential),
  transactionCount: a.transactionCount + b.transactionCount,
  returnedCount: a.returnedCount + b.returnedCount,
  returnedForFundsCount: a.returnedForFundsCount + b.returnedForFundsCount,
  closing: laterClosing(a.closing, b.closing),
  lowestBalance: lower(a.lowestBalance, b.lowestBalance),
  ...compact({
    movedIn: sumOf(a.movedIn, b.movedIn),
    movedOut: sumOf(a.movedOut, b.movedOut),
    refunded: sumOf(a.refunded, b.refunded),
    movedWith: joinParts(a.movedWith, b.movedWith, joinRecords(sum)),
    byCategory: joinParts(a.byCategory, b.byCategory, joinRecords(joinCategories)),
    byPayer: joinParts(a.byPayer, b.byPayer, joinRecords(sum)),
    byHour: joinParts(a.byHour, b.byHour, joinHours),
  }),
});

/** Who paid: the merchant where the booking names one, else what is left of its text, else its kind. */
const payerOf = ({ enrichment, narration }: LedgerFact): string =>
  shortHash(enrichment?.merchant?.toUpperCase() || payeeOf(narration) || (enrichment?.category ?? 'UNNAMED'));

/** What a booking adds beside its amount: where it went, what for, when, and from whom. */
const detailOf = (fact: LedgerFact, size: string, isOut: boolean) => {
  const [kind, category] = [kindOf(fact), categoryOf(fact)];
  const isMoved = kind === 'MOVED';
  const counterpart = isMoved ? fact.enrichment?.counterpart?.accountId : undefined;
  const isIncome = !isOut && kind === 'EARNED_OR_SPENT' && size !== '0';
  const refunded = kind === 'REFUNDED' ? size : undefined;
  return compact({
    movedIn: isMoved && !isOut ? size : undefined,
    movedOut: isMoved && isOut ? size : undefined,
    refunded,
    movedWith: counterpart ? { [counterpart]: isOut ? size : new Decimal(size).negated().toFixed() } : undefined,
    byCategory: category
      ? {
          [category]: {
            ...compact({ in: isOut ? undefined : size, out: isOut ? size : undefined, refunded }),
            count: 1,
          },
        }
      : undefined,
    byPayer: isIncome ? { [payerOf(fact)]: size } : undefined,
    byHour: [[fact.bookedAt.getUTCHours(), 1] as const],
  });
};

const accountDayOf = (fact: LedgerFact): AccountDay => {
  const { accountId, currency, kind, amount, balanceAfter, bookedAt, transactionId, reason } = fact;
  const isPosted = kind === 'POSTED';
  const isOut = isPosted && new Decimal(amount).isNegative();
  const size = isPosted ? new Decimal(amount).abs().toFixed() : '0';
  const balance = balanceAfter === null ? null : new Decimal(balanceAfter).toFixed();
  return {
    accountId,
    currency,
    inflow: isPosted && !isOut ? size : '0',
    outflow: isOut ? size : '0',
    essential: isOut && kindOf(fact) !== 'MOVED' && isEssentialBooking(fact) ? size : '0',
    transactionCount: isPosted ? 1 : 0,
    returnedCount: isPosted ? 0 : 1,
    returnedForFundsCount: reason === 'INSUFFICIENT_FUNDS' ? 1 : 0,
    closing: balance === null ? null : { at: bookedAt.toISOString(), transactionId, balance },
    lowestBalance: balance,
    ...(isPosted ? detailOf(fact, size, isOut) : {}),
  };
};

/** Two buckets of one day as one: any order and any grouping give the same. */
export const combine = (...buckets: readonly DayBucket[]): DayBucket => {
  const combined: Record<string, AccountDay> = {};
  for (const bucket of buckets) {
    for (const [key, day] of Object.entries(bucket)) {
      const known = combined[key];
      combined[key] = known ? join(known, day) : day;
    }
  }
  return combined;
};

/** A bucket with one more fact, whatever the order in which facts come. */
export const add = (bucket: DayBucket, fact: LedgerFact): DayBucket =>
  combine(bucket, { [accountKeyOf(fact)]: accountDayOf(fact) });

/** The bucket of a day from all its facts: what a correction does. */
export const bucketOf = (facts: readonly LedgerFact[]): DayBucket => {
  const byAccount = Map.groupBy(facts, accountKeyOf);
  return Object.fromEntries([...byAccount].map(([key, group]) => [key, group.map(accountDayOf).reduce(join)]));
};

import { Decimal } from 'decimal.js';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { isEssential } from './essential-spending.ts';

/** The last balance that an account showed on a day. */
export type Closing = { readonly at: string; readonly transactionId: string; readonly balance: string };

/** One account on one day, in one currency. Amounts are exact decimals, all positive but balances. */
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
};

/** What a customer's accounts did on one day, by currency and account. */
export type DayBucket = Readonly<Record<string, AccountDay>>;

/** A bucket with its day, `2026-03-01`. */
export type BucketOfDay = { readonly day: string; readonly bucket: DayBucket };

export const EMPTY_BUCKET: DayBucket = {};

const sum = (a: string, b: string): string => new Decimal(a).plus(b).toFixed();

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
});

const accountDayOf = (fact: LedgerFact): AccountDay => {
  const { accountId, currency, kind, amount, balanceAfter, bookedAt, transactionId, mcc, reason } = fact;
  const isPosted = kind === 'POSTED';
  const isOut = isPosted && new Decimal(amount).isNegative();
  const size = isPosted ? new Decimal(amount).abs().toFixed() : '0';
  const balance = balanceAfter === null ? null : new Decimal(balanceAfter).toFixed();
  return {
    accountId,
    currency,
    inflow: isPosted && !isOut ? size : '0',
    outflow: isOut ? size : '0',
    essential: isOut && isEssential(mcc) ? size : '0',
    transactionCount: isPosted ? 1 : 0,
    returnedCount: isPosted ? 0 : 1,
    returnedForFundsCount: reason === 'INSUFFICIENT_FUNDS' ? 1 : 0,
    closing: balance === null ? null : { at: bookedAt.toISOString(), transactionId, balance },
    lowestBalance: balance,
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
  combine(bucket, { [`${fact.currency} ${fact.accountId}`]: accountDayOf(fact) });

/** The bucket of a day from all its facts: what a correction does. */
export const bucketOf = (facts: readonly LedgerFact[]): DayBucket => {
  const byAccount = Map.groupBy(facts, (fact) => `${fact.currency} ${fact.accountId}`);
  return Object.fromEntries([...byAccount].map(([key, group]) => [key, group.map(accountDayOf).reduce(join)]));
};

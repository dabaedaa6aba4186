import { type AccountDay, accountKeyOf, type CategoryDay, type DayBucket } from '../domain/features/day-bucket.ts';

/** Parts of a category's day, in order; null is nothing. */
type PackedCategory = readonly [count: number, came?: string | null, went?: string | null, refunded?: string | null];

/** Parts of an account's day, in order; null is nothing, and nothing at the end is left out. */
type PackedDay = readonly [
  accountId: string,
  currency: string,
  inflow: string,
  outflow: string,
  essential: string,
  transactionCount: number,
  returnedCount: number,
  returnedForFundsCount: number,
  closing?: readonly [atMs: number, transactionId: string, balance: string] | null,
  /** Null is the closing one. */
  lowestBalance?: string | null,
  movedIn?: string | null,
  movedOut?: string | null,
  refunded?: string | null,
  movedWith?: AccountDay['movedWith'] | null,
  byCategory?: Readonly<Record<string, PackedCategory>> | null,
  byPayer?: AccountDay['byPayer'] | null,
  byHour?: AccountDay['byHour'] | null,
];

/** A bucket as it is stored: days are the most rows there are, and names would be more than half of each. */
export type PackedBucket = readonly PackedDay[];

/** A bucket as it is read: those from before there was a packed form are buckets as they are. */
export type StoredBucket = PackedBucket | DayBucket;

/** Without what is nothing at the end, which every packed form may leave out. */
const withoutEnd = <T extends readonly unknown[]>(parts: T): T =>
  parts.slice(0, 1 + parts.findLastIndex((part) => part !== null)) as readonly unknown[] as T;

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

const packCategory = (day: CategoryDay): PackedCategory =>
  withoutEnd<PackedCategory>([day.count, day.in ?? null, day.out ?? null, day.refunded ?? null]);

const unpackCategory = ([count, came, went, refunded]: PackedCategory): CategoryDay => ({
  ...(came ? { in: came } : {}),
  ...(went ? { out: went } : {}),
  ...(refunded ? { refunded } : {}),
  count,
});

const packDay = (day: AccountDay): PackedDay => {
  const { closing, lowestBalance } = day;
  return withoutEnd<PackedDay>([
    day.accountId,
    day.currency,
    day.inflow,
    day.outflow,
    day.essential,
    day.transactionCount,
    day.returnedCount,
    day.returnedForFundsCount,
    closing && [Date.parse(closing.at), closing.transactionId, closing.balance],
    lowestBalance === closing?.balance ? null : lowestBalance,
    day.movedIn ?? null,
    day.movedOut ?? null,
    day.refunded ?? null,
    day.movedWith ?? null,
    day.byCategory ? mapValues(day.byCategory, packCategory) : null,
    day.byPayer ?? null,
    day.byHour ?? null,
  ]);
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const unpackDay = (packed: PackedDay): AccountDay => {
  const [accountId, currency, inflow, outflow, essential, transactionCount, ...more] = packed;
  const [returnedCount, returnedForFundsCount, closing, lowestBalance, movedIn, movedOut, ...rest] = more;
  const [refunded, movedWith, byCategory, byPayer, byHour] = rest;
  const day: Mutable<AccountDay> = {
    accountId,
    currency,
    inflow,
    outflow,
    essential,
    transactionCount,
    returnedCount,
    returnedForFundsCount,
    closing: closing
      ? { at: new Date(closing[0]).toISOString(), transactionId: closing[1], balance: closing[2] }
      : null,
    lowestBalance: lowestBalance ?? closing?.[2] ?? null,
  };
  if (movedIn) day.movedIn = movedIn;
  if (movedOut) day.movedOut = movedOut;
  if (refunded) day.refunded = refunded;
  if (movedWith) day.movedWith = movedWith;
  if (byCategory) day.byCategory = mapValues(byCategory, unpackCategory);
  if (byPayer) day.byPayer = byPayer;
  if (byHour) day.byHour = byHour;
  return day;
};

/** A bucket as it is to be stored. */
export const packBucket = (bucket: DayBucket): PackedBucket => Object.values(bucket).map(packDay);

const isPacked = (stored: StoredBucket): stored is PackedBucket => Array.isArray(stored);

/** A bucket as it was before it was stored, in whichever form that was. */
export const unpackBucket = (stored: StoredBucket): DayBucket =>
  isPacked(stored) ? Object.fromEntries(stored.map(unpackDay).map((day) => [accountKeyOf(day), day])) : stored;

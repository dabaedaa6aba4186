import { type BucketOfDay, combine } from './day-bucket.ts';
import type { CustomerDays, DatedDay, MainAccount } from './feature.ts';

/** An account that a customer holds, as profile last said. */
export type HeldAccount = {
  readonly customerId: string;
  readonly accountId: string;
  readonly accountType: string;
  readonly currency: string;
  readonly role: 'OWNER' | 'JOINT' | 'AUTHORISED';
};

/** Own current accounts before accounts nobody has told us of yet; others are never the main one. */
const rankOf = (held: HeldAccount | undefined): number => {
  if (!held) return 1;
  return held.accountType === 'CURRENT' && held.role === 'OWNER' ? 2 : 0;
};

/** The main account: the owner's current account with the most transactions; of equals the first by id. */
export const mainAccountOf = (days: readonly DatedDay[], held: readonly HeldAccount[]): MainAccount | null => {
  const known = new Map(held.map((account) => [account.accountId, account]));
  const counts = new Map<string, MainAccount & { rank: number; count: number }>();
  for (const { accountId, currency, transactionCount } of days) {
    const key = `${currency} ${accountId}`;
    const entry = counts.get(key) ?? { accountId, currency, rank: rankOf(known.get(accountId)), count: 0 };
    counts.set(key, { ...entry, count: entry.count + transactionCount });
  }
  const [main] = [...counts.values()]
    .filter(({ rank }) => rank > 0)
    .sort(
      (a, b) => b.rank - a.rank || b.count - a.count || (a.accountId + a.currency < b.accountId + b.currency ? -1 : 1),
    );
  return main ? { accountId: main.accountId, currency: main.currency } : null;
};

/** What features need, from the buckets of every id a customer was known by. Days after today are not yet. */
export const customerDaysOf = (
  buckets: readonly BucketOfDay[],
  held: readonly HeldAccount[],
  today: string,
): CustomerDays => {
  const byDay = Map.groupBy(buckets, ({ day }) => day);
  const allDays = [...byDay.keys()]
    .filter((day) => day <= today)
    .sort()
    .flatMap((day) => {
      const whole = combine(...byDay.get(day)!.map(({ bucket }) => bucket));
      return Object.keys(whole)
        .sort()
        .map((key): DatedDay => ({ ...whole[key]!, day }));
    });
  const main = mainAccountOf(allDays, held);
  const mainDays = allDays.filter((d) => main && d.accountId === main.accountId && d.currency === main.currency);
  return { today, main, mainDays, allDays };
};

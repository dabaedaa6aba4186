import { combineActivities } from './activity-day.ts';
import { accountKeyOf, type BucketOfDay, combine } from './day-bucket.ts';
import type { CustomerDays, DatedActivity, DatedDay, KnownPerson, MainAccount } from './feature.ts';
import { combinePlaces } from './place-day.ts';

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
    const key = accountKeyOf({ currency, accountId });
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

const present = <T extends object>(parts: readonly (T | null | undefined)[]): T[] =>
  parts.filter((part) => part !== null && part !== undefined);

/** One or several as one: most days stand under one id, and there is nothing to put together. */
const asOne = <T>(parts: readonly T[], combineAll: (...parts: readonly T[]) => T): T =>
  parts.length === 1 ? parts[0]! : combineAll(...parts);

/** What features need, from the buckets of every id a customer was known by. Days after today are not yet. */
export const customerDaysOf = (
  buckets: readonly BucketOfDay[],
  held: readonly HeldAccount[],
  today: string,
  person?: KnownPerson,
): CustomerDays => {
  const byDay = Map.groupBy(buckets, ({ day }) => day);
  const dates = [...byDay.keys()].filter((day) => day <= today).sort();
  const allDays: DatedDay[] = [];
  const activity: DatedActivity[] = [];
  const places: { day: string; place: Readonly<Record<string, number>> }[] = [];
  for (const day of dates) {
    const ofDay = byDay.get(day)!;
    const whole = asOne(
      ofDay.map(({ bucket }) => bucket),
      combine,
    );
    for (const key of Object.keys(whole).sort()) allDays.push({ ...whole[key]!, day });
    const done = present(ofDay.map((one) => one.activity));
    if (done.length > 0) activity.push({ ...asOne(done, combineActivities), day });
    const seen = present(ofDay.map(({ place }) => place));
    if (seen.length > 0) places.push({ day, place: asOne(seen, combinePlaces) });
  }
  const main = mainAccountOf(allDays, held);
  const mainDays = allDays.filter((d) => main && d.accountId === main.accountId && d.currency === main.currency);
  return { today, main, mainDays, allDays, activity, places, accounts: held, ...(person ? { person } : {}) };
};

/** What is known of a customer over every id they were known by: of the persons, the present one's zone. */
export type KnownLife = {
  readonly buckets: readonly BucketOfDay[];
  readonly accounts: readonly HeldAccount[];
  readonly person: KnownPerson;
};

/** What features need, from all that is known. */
export const daysOfLife = ({ buckets, accounts, person }: KnownLife, today: string): CustomerDays =>
  customerDaysOf(buckets, accounts, today, person);

import type { Tx } from '@rapport/contracts';
import { bucketOf } from '../domain/features/day-bucket.ts';
import { placesOf } from '../domain/features/place-day.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Stores, TouchedDay } from './ports.ts';

/** A touched day is rebuilt from its stored facts, so a correction needs no arithmetic of its own. */
export const rebuildDays = async (
  tx: Tx,
  { transactions, buckets }: Pick<Stores, 'transactions' | 'buckets'>,
  touched: readonly TouchedDay[],
): Promise<void> => {
  const days = [...new Map(touched.map((one) => [`${one.customerId} ${one.day}`, one])).values()];
  const facts = Map.groupBy(await transactions.factsOfDays(tx, days), (f) => `${f.customerId} ${dayOf(f.bookedAt)}`);
  await buckets.save(
    tx,
    days.map((one) => {
      const ofDay = facts.get(`${one.customerId} ${one.day}`) ?? [];
      return { ...one, bucket: bucketOf(ofDay), place: placesOf(ofDay) };
    }),
  );
};

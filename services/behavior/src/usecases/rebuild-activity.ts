import type { Tx } from '@rapport/contracts';
import { activityOf } from '../domain/features/activity-day.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Stores, TouchedDay } from './ports.ts';

const placeOf = ({ customerId, at }: { customerId: string; at: Date }): string => `${customerId} ${dayOf(at)}`;

/** The days that things happened on, each once. */
export const daysOf = (happened: readonly { readonly customerId: string; readonly at: Date }[]): TouchedDay[] => [
  ...new Map(happened.map((one) => [placeOf(one), { customerId: one.customerId, day: dayOf(one.at) }])).values(),
];

/** What was done and answered on touched days is put together anew from what is stored, so lateness changes nothing. */
export const rebuildActivity =
  ({ stores: { events, loop, buckets } }: { stores: Pick<Stores, 'events' | 'loop' | 'buckets'> }) =>
  async (tx: Tx, days: readonly TouchedDay[]): Promise<void> => {
    if (days.length === 0) return;
    const done = Map.groupBy(await events.ofDays(tx, days), placeOf);
    const answered = Map.groupBy(await loop.ofDays(tx, days), placeOf);
    await buckets.saveActivity(
      tx,
      days.map((touched) => {
        const place = `${touched.customerId} ${touched.day}`;
        return { ...touched, activity: activityOf({ events: done.get(place) ?? [], loop: answered.get(place) ?? [] }) };
      }),
    );
  };

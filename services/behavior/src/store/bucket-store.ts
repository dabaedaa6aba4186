import { type Database, sql } from '@rapport/platform';
import type { KnownLife } from '../domain/features/customer-days.ts';
import type { PlaceDay } from '../domain/features/place-day.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { BucketStore, TouchedDay } from '../usecases/ports.ts';
import { packBucket, type StoredBucket, unpackBucket } from './packed-bucket.ts';

/** By key, and only in the parts between the first and the last of the days. */
const OF_DAYS = `SELECT b.customer_id AS "customerId", to_char(b.day, 'YYYY-MM-DD') AS day, b.bucket, b.place
  FROM unnest($1::text[], $2::date[]) AS touched (customer_id, day) JOIN day_bucket b USING (customer_id, day)
  WHERE b.day BETWEEN $3::date AND $4::date`;

type StoredLife = Omit<KnownLife, 'buckets'> & {
  readonly buckets: readonly (Omit<KnownLife['buckets'][number], 'bucket'> & { readonly bucket: StoredBucket })[];
};

const readLife = (text: string): KnownLife => {
  const life = JSON.parse(text) as StoredLife;
  return { ...life, buckets: life.buckets.map((day) => ({ ...day, bucket: unpackBucket(day.bucket) })) };
};

export const createBucketStore = (database: Database): BucketStore => ({
  ofDays: async (tx, days) => {
    if (days.length === 0) return [];
    const dates = days.map(({ day }) => day).sort();
    const rows = await sql<TouchedDay & { bucket: StoredBucket; place: PlaceDay | null }>(tx, OF_DAYS, [
      days.map(({ customerId }) => customerId),
      days.map(({ day }) => day),
      dates[0],
      dates.at(-1),
    ]);
    return rows.map((row) => ({ ...row, bucket: unpackBucket(row.bucket) }));
  },

  save: async (tx, days) => {
    if (days.length === 0) return;
    await sql(
      tx,
      `INSERT INTO day_bucket (customer_id, day, bucket, place)
       SELECT * FROM unnest($1::text[], $2::date[], $3::jsonb[], $4::jsonb[])
       ON CONFLICT (customer_id, day) DO UPDATE SET bucket = excluded.bucket, place = excluded.place`,
      [
        days.map(({ customerId }) => customerId),
        days.map(({ day }) => day),
        days.map(({ bucket }) => JSON.stringify(packBucket(bucket))),
        days.map(({ place }) => (place && Object.keys(place).length > 0 ? JSON.stringify(place) : null)),
      ],
    );
  },

  saveActivity: async (tx, days) => {
    if (days.length === 0) return;
    await sql(
      tx,
      `INSERT INTO day_bucket (customer_id, day, bucket, activity)
       SELECT customer_id, day, '[]'::jsonb, activity
       FROM unnest($1::text[], $2::date[], $3::jsonb[]) AS d (customer_id, day, activity)
       ON CONFLICT (customer_id, day) DO UPDATE SET activity = excluded.activity`,
      [
        days.map(({ customerId }) => customerId),
        days.map(({ day }) => day),
        days.map(({ activity }) => JSON.stringify(activity)),
      ],
    );
  },

  livesOf: async (customerIds, fromDay, asOf, tx) => {
    const rows = await sql<{ asked: string; life: string }>(
      tx ?? database,
      'SELECT asked, life FROM lives_of_customers($1, $2, $3, $4)',
      [customerIds, fromDay, dayOf(asOf), asOf],
    );
    return new Map(rows.map(({ asked, life }) => [asked, readLife(life)]));
  },
});

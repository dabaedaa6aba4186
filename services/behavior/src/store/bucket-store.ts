import type { Tx } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import type { BucketOfDay } from '../domain/features/day-bucket.ts';
import type { BucketStore } from '../usecases/ports.ts';

/** Further than any day that is asked for reaches; an end lets PostgreSQL leave the parts of later years alone. */
const DAYS_MAX = 400;

/**
 * All days of a customer in one row: a hundred and eighty rows cost more to send and to read than their content. By
 * index customer by customer, however few customers PostgreSQL expects there to be.
 */
const DAYS = `SELECT o.asked, '[' || string_agg('{"day":"' || to_char(b.day, 'YYYY-MM-DD') || '","bucket":'
    || b.bucket::text || coalesce(',"activity":' || b.activity::text, '')
    || coalesce(',"place":' || b.place::text, '') || '}', ',' ORDER BY b.day) || ']' AS days
  FROM customer_origins($1) o CROSS JOIN LATERAL (
    SELECT * FROM day_bucket d WHERE d.customer_id = o.origin AND d.day >= $2::date
      AND d.day <= coalesce($3::date, $2::date + ${DAYS_MAX}) OFFSET 0) b
  GROUP BY o.asked`;

const read = async (from: Database | Tx, customerIds: readonly string[], fromDay: string, toDay: string | null) => {
  const rows = await sql<{ asked: string; days: string }>(from, DAYS, [customerIds, fromDay, toDay]);
  return new Map(rows.map(({ asked, days }) => [asked, JSON.parse(days) as BucketOfDay[]]));
};

/** By key, and only in the parts between the first and the last of the days. */
const OF_DAYS = `SELECT b.customer_id AS "customerId", to_char(b.day, 'YYYY-MM-DD') AS day, b.bucket, b.place
  FROM unnest($1::text[], $2::date[]) AS touched (customer_id, day) JOIN day_bucket b USING (customer_id, day)
  WHERE b.day BETWEEN $3::date AND $4::date`;

export const createBucketStore = (database: Database): BucketStore => ({
  ofDays: async (tx, days) => {
    if (days.length === 0) return [];
    const dates = days.map(({ day }) => day).sort();
    return sql(tx, OF_DAYS, [
      days.map(({ customerId }) => customerId),
      days.map(({ day }) => day),
      dates[0],
      dates.at(-1),
    ]);
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
        days.map(({ bucket }) => JSON.stringify(bucket)),
        days.map(({ place }) => (place && Object.keys(place).length > 0 ? JSON.stringify(place) : null)),
      ],
    );
  },

  saveActivity: async (tx, days) => {
    if (days.length === 0) return;
    await sql(
      tx,
      `INSERT INTO day_bucket (customer_id, day, bucket, activity)
       SELECT customer_id, day, '{}'::jsonb, activity
       FROM unnest($1::text[], $2::date[], $3::jsonb[]) AS d (customer_id, day, activity)
       ON CONFLICT (customer_id, day) DO UPDATE SET activity = excluded.activity`,
      [
        days.map(({ customerId }) => customerId),
        days.map(({ day }) => day),
        days.map(({ activity }) => JSON.stringify(activity)),
      ],
    );
  },

  bucketsOf: (customerIds, fromDay, tx) => read(tx ?? database, customerIds, fromDay, null),

  bucketsBetween: (customerIds, fromDay, toDay) => read(database, customerIds, fromDay, toDay),
});

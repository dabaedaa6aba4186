import { type Database, sql } from '@rapport/platform';
import type { BucketOfDay } from '../domain/features/day-bucket.ts';
import type { BucketStore } from '../usecases/ports.ts';

/** Further than any day that is asked for reaches; an end lets PostgreSQL leave the parts of later years alone. */
const DAYS_MAX = 400;

export const createBucketStore = (database: Database): BucketStore => ({
  save: async (tx, days) => {
    if (days.length === 0) return;
    await sql(
      tx,
      `INSERT INTO day_bucket (customer_id, day, bucket) SELECT * FROM unnest($1::text[], $2::date[], $3::jsonb[])
       ON CONFLICT (customer_id, day) DO UPDATE SET bucket = excluded.bucket`,
      [
        days.map(({ customerId }) => customerId),
        days.map(({ day }) => day),
        days.map(({ bucket }) => JSON.stringify(bucket)),
      ],
    );
  },

  bucketsOf: async (customerIds, fromDay, tx) => {
    const rows = await sql<BucketOfDay & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, to_char(b.day, 'YYYY-MM-DD') AS day, b.bucket
       FROM customer_origins($1) o CROSS JOIN LATERAL (
         SELECT * FROM day_bucket d WHERE d.customer_id = o.origin
           AND d.day >= $2::date AND d.day < $2::date + $3::integer OFFSET 0) b
       ORDER BY b.day`,
      [customerIds, fromDay, DAYS_MAX],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});

import { type Database, sql } from '@rapport/platform';
import type { BucketOfDay } from '../domain/features/day-bucket.ts';
import type { BucketStore } from '../usecases/ports.ts';

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
       FROM customer_origins($1) o JOIN day_bucket b ON b.customer_id = o.origin
       WHERE b.day >= $2::date ORDER BY b.day`,
      [customerIds, fromDay],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});

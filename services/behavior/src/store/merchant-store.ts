import { sql } from '@rapport/platform';
import type { MerchantDay } from '../domain/signals/fraud-anomaly/merchant-risk.ts';
import type { MerchantStore } from '../usecases/ports.ts';

export const createMerchantStore = (): MerchantStore => ({
  count: async (tx, counted) => {
    await sql(
      tx,
      `INSERT INTO merchant_day (merchant, day, shard, payments)
       SELECT merchant, day, shard, payments
       FROM jsonb_to_recordset($1::jsonb) AS c (merchant text, day date, shard integer, payments integer)
       ORDER BY 1, 2, 3
       ON CONFLICT (merchant, day, shard) DO UPDATE SET payments = merchant_day.payments + excluded.payments`,
      [JSON.stringify(counted)],
    );
  },

  daysOf: async (tx, spans) => {
    const rows = await sql<MerchantDay & { merchant: string }>(
      tx,
      `WITH asked AS (
         SELECT s.merchant, s."from", s."to"
         FROM jsonb_to_recordset($1::jsonb) AS s (merchant text, "from" date, "to" date)
         WHERE EXISTS (SELECT FROM confirmed_fraud f
           WHERE f.merchant = s.merchant AND f.day BETWEEN s."from" AND s."to")),
       told AS (
         SELECT m.merchant, m.day, m.payments, 0 AS frauds FROM asked s
         JOIN merchant_day m ON m.merchant = s.merchant AND m.day BETWEEN s."from" AND s."to"
         UNION ALL
         SELECT f.merchant, f.day, 0, 1 FROM asked s
         JOIN confirmed_fraud f ON f.merchant = s.merchant AND f.day BETWEEN s."from" AND s."to")
       SELECT merchant, day - date '1970-01-01' AS day, sum(payments)::integer AS payments,
         sum(frauds)::integer AS frauds
       FROM told GROUP BY merchant, day`,
      [JSON.stringify(spans)],
    );
    return Map.groupBy(rows, ({ merchant }) => merchant);
  },

  ownFraudDays: async (tx, customerIds, fromDay) => {
    const rows = await sql<{ asked: string; day: number }>(
      tx,
      `SELECT o.asked, f.day - date '1970-01-01' AS day
       FROM customer_origins($1) o JOIN confirmed_fraud f ON f.customer_id = o.origin AND f.day >= $2`,
      [customerIds, fromDay],
    );
    const found = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...found].map(([id, frauds]) => [id, frauds.map(({ day }) => day)]));
  },

  addFrauds: async (tx, frauds) => {
    await sql(
      tx,
      `INSERT INTO confirmed_fraud (account_id, transaction_id, customer_id, merchant, day, confirmed_at)
       SELECT "accountId", "transactionId", "customerId", merchant, day, "confirmedAt"
       FROM jsonb_to_recordset($1::jsonb) AS f ("accountId" text, "transactionId" text, "customerId" text,
         merchant text, day date, "confirmedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(frauds)],
    );
  },

  removeFrauds: async (tx, keys) => {
    await sql(
      tx,
      `DELETE FROM confirmed_fraud f USING jsonb_to_recordset($1::jsonb) AS k ("accountId" text, "transactionId" text)
       WHERE f.account_id = k."accountId" AND f.transaction_id = k."transactionId"`,
      [JSON.stringify(keys)],
    );
  },
});

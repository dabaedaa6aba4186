import { type Database, sql } from '@rapport/platform';
import type { Category } from '../domain/enrichment/taxonomy.ts';
import { groupKeyOf, type Occurrence, type PaymentGroup } from '../domain/recurring/occurrence.ts';
import type { RecurringSeries } from '../domain/recurring/recurring-series.ts';
import type { PaymentOfSeries, RecurringStore } from '../usecases/ports.ts';

const GROUP = `g ("customerId" text, "accountId" text, currency text, direction text, payee text)`;
const sameGroup = (table: string): string =>
  `${table}.account_id = g."accountId" AND ${table}.customer_id = g."customerId" AND ${table}.currency = g.currency
     AND ${table}.direction = g.direction AND ${table}.payee = g.payee`;

const SERIES = `s.customer_id AS "customerId", s.series_id AS "seriesId", s.account_id AS "accountId", s.currency,
  s.direction, s.payee, s.frequency, s.transaction_count AS "transactionCount",
  to_char(s.first_on, 'YYYY-MM-DD') AS "firstOn", to_char(s.last_on, 'YYYY-MM-DD') AS "lastOn",
  to_char(s.next_on, 'YYYY-MM-DD') AS "nextOn", s.grace_days AS "graceDays", s.average_amount AS "averageAmount",
  s.last_amount AS "lastAmount", s.earlier_amount AS "earlierAmount", s.trial_amount AS "trialAmount",
  s.transaction_ids AS "transactionIds"`;

export const createRecurringStore = (database: Database): RecurringStore => ({
  remove: async (tx, keys) => {
    if (keys.length === 0) return [];
    return sql<PaymentGroup>(
      tx,
      `WITH gone AS (
         DELETE FROM recurring_payment p
         USING jsonb_to_recordset($1::jsonb) AS k ("accountId" text, "transactionId" text)
         WHERE p.account_id = k."accountId" AND p.transaction_id = k."transactionId"
         RETURNING p.customer_id, p.account_id, p.currency, p.direction, p.payee)
       SELECT DISTINCT customer_id AS "customerId", account_id AS "accountId", currency, direction, payee FROM gone`,
      [JSON.stringify(keys)],
    );
  },

  add: async (tx, payments) => {
    await sql(
      tx,
      `INSERT INTO recurring_payment (customer_id, account_id, currency, direction, payee, transaction_id, day, size)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS p ("customerId" text, "accountId" text, currency text,
         direction text, payee text, "transactionId" text, day integer, size double precision)
       ORDER BY 2, 6`,
      [JSON.stringify(payments)],
    );
  },

  latestOf: async (tx, groups, limit) => {
    const rows = await sql<PaymentGroup & Occurrence>(
      tx,
      `SELECT g."customerId", g."accountId", g.currency, g.direction, g.payee, p.transaction_id AS "transactionId",
         p.day, p.size
       FROM jsonb_to_recordset($1::jsonb) AS ${GROUP} CROSS JOIN LATERAL (
         SELECT * FROM recurring_payment p WHERE ${sameGroup('p')}
         ORDER BY p.day DESC, p.transaction_id DESC LIMIT $2) p`,
      [JSON.stringify(groups), limit],
    );
    return Map.groupBy(rows, groupKeyOf);
  },

  replace: async (tx, groups, series) => {
    await sql(
      tx,
      `DELETE FROM recurring_series s USING jsonb_to_recordset($1::jsonb) AS ${GROUP} WHERE ${sameGroup('s')}`,
      [JSON.stringify(groups)],
    );
    await sql(
      tx,
      `INSERT INTO recurring_series (customer_id, series_id, account_id, currency, direction, payee, frequency,
         transaction_count, first_on, last_on, next_on, grace_days, average_amount, last_amount, earlier_amount,
         trial_amount, transaction_ids)
       SELECT "customerId", "seriesId", "accountId", currency, direction, payee, frequency, "transactionCount",
         "firstOn", "lastOn", "nextOn", "graceDays", "averageAmount", "lastAmount", "earlierAmount", "trialAmount",
         ARRAY(SELECT jsonb_array_elements_text("transactionIds"))
       FROM jsonb_to_recordset($1::jsonb) AS s ("customerId" text, "seriesId" text, "accountId" text, currency text,
         direction text, payee text, frequency text, "transactionCount" integer, "firstOn" date, "lastOn" date,
         "nextOn" date, "graceDays" integer, "averageAmount" numeric, "lastAmount" numeric, "earlierAmount" numeric,
         "trialAmount" numeric, "transactionIds" jsonb)`,
      [JSON.stringify(series)],
    );
  },

  paymentsOf: async (customerIds, fromDay) => {
    const rows = await sql<PaymentOfSeries & { asked: string }>(
      database,
      `SELECT o.asked, s.series_id AS "seriesId", p.account_id AS "accountId", p.currency, p.day,
         CASE p.direction WHEN 'OUT' THEN -p.size ELSE p.size END AS amount
       FROM customer_origins($1) o JOIN recurring_series s ON s.customer_id = o.origin
       CROSS JOIN LATERAL unnest(s.transaction_ids) AS t (id)
       JOIN recurring_payment p ON p.account_id = s.account_id AND p.transaction_id = t.id
       WHERE p.day >= $2`,
      [customerIds, fromDay],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  categoriesOf: async (customerIds) => {
    const rows = await sql<{ asked: string; seriesId: string; category: Category }>(
      database,
      `SELECT o.asked, s.series_id AS "seriesId", t.enrichment->>'category' AS category
       FROM customer_origins($1) o JOIN recurring_series s ON s.customer_id = o.origin
       JOIN transaction_key k ON k.account_id = s.account_id AND k.transaction_id = s.transaction_ids[1]
         AND k.kind = 'POSTED'
       CROSS JOIN LATERAL (
         SELECT * FROM transaction t WHERE t.customer_id = k.customer_id AND t.booked_at = k.booked_at
           AND t.account_id = k.account_id AND t.transaction_id = k.transaction_id AND t.kind = k.kind OFFSET 0) t
       WHERE s.direction = 'OUT' AND t.enrichment IS NOT NULL`,
      [customerIds],
    );
    const byCustomer = Map.groupBy(rows, ({ asked }) => asked);
    return new Map(
      [...byCustomer].map(([id, own]) => [id, new Map(own.map(({ seriesId, category }) => [seriesId, category]))]),
    );
  },

  ofCustomers: async (customerIds, limit, tx) => {
    const rows = await sql<RecurringSeries & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, ${SERIES} FROM customer_origins($1) o CROSS JOIN LATERAL (
         SELECT * FROM recurring_series r WHERE r.customer_id = o.origin
         ORDER BY r.next_on DESC, r.series_id LIMIT $2) s
       ORDER BY o.asked, s.next_on DESC, s.series_id`,
      [customerIds, limit],
    );
    const found = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...found].map(([id, series]) => [id, series.slice(0, limit)]));
  },
});

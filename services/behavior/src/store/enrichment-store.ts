import type { Tx } from '@rapport/contracts';
import { sql } from '@rapport/platform';
import type { Corrections } from '../domain/enrichment/enrich.ts';
import { REFUND_DAYS } from '../domain/enrichment/link-refunds.ts';
import { TRANSFER_REACH_DAYS } from '../domain/enrichment/link-transfers.ts';
import type { Category } from '../domain/enrichment/taxonomy.ts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { EnrichmentStore, ReadFact, Surroundings } from '../usecases/ports.ts';
import { FACT, spanOf } from './transaction-store.ts';

const DAY_MS = 86_400_000;
/** What decides about the farthest booking that one may bear on lies as far beyond it. */
const TRANSFER_DAYS = 2 * TRANSFER_REACH_DAYS;
const REFUND_REACH_DAYS = 2 * REFUND_DAYS;

const AROUND = `WITH w AS (SELECT w.*, o.origin FROM jsonb_to_recordset($1::jsonb) AS w ("currentId" text,
    "accountId" text, "bookedAt" timestamptz, currency text, size numeric, merchant text)
  JOIN customer_origins($2) o ON o.asked = w."currentId")`;

/** The rows, and the span in which all that is near them lies, so that PostgreSQL visits those years and no others. */
const nearby = (around: readonly Surroundings[]): unknown[] => {
  const [from, to] = spanOf(around.map(({ bookedAt }) => bookedAt));
  const reach = REFUND_REACH_DAYS * DAY_MS;
  return [
    JSON.stringify(around),
    [...new Set(around.map(({ currentId }) => currentId))],
    new Date(from.getTime() - reach),
    new Date(to.getTime() + reach),
  ];
};

/**
 * Bookings of each row's customer. `OFFSET 0`: they are looked up for one row after the other, however many rows
 * PostgreSQL expects.
 */
const bookings = (isNear: string): string => `SELECT w."currentId", ${FACT} FROM w CROSS JOIN LATERAL (
  SELECT * FROM transaction t WHERE t.customer_id = w.origin AND t.kind = 'POSTED' AND t.booked_at BETWEEN $3 AND $4
    AND ${isNear} OFFSET 0) t`;

const sizesWithin = (days: number): string => `t.currency = w.currency
  AND t.booked_at BETWEEN w."bookedAt" - interval '${days} days' AND w."bookedAt" + interval '${days} days'`;

const once = (rows: readonly ReadFact[]): ReadFact[] => [
  ...new Map(rows.map((row) => [`${row.accountId} ${row.transactionId}`, row])).values(),
];

export const createEnrichmentStore = (): EnrichmentStore => ({
  factsAt: async (tx, keys) => {
    if (keys.length === 0) return [];
    const [from, to] = spanOf(keys.map(({ bookedAt }) => bookedAt));
    return sql<LedgerFact>(
      tx,
      `SELECT ${FACT} FROM jsonb_to_recordset($1::jsonb) AS k ("customerId" text, "bookedAt" timestamptz,
         "accountId" text, "transactionId" text, kind text)
       JOIN transaction t ON t.customer_id = k."customerId" AND t.booked_at = k."bookedAt"
         AND t.account_id = k."accountId" AND t.transaction_id = k."transactionId" AND t.kind = k.kind
       WHERE t.booked_at BETWEEN $2 AND $3`,
      [JSON.stringify(keys), from, to],
    );
  },

  moneyInAround: async (tx, around) =>
    once(
      await sql<ReadFact>(
        tx,
        `${AROUND}
         ${bookings(`t.amount = w.size AND t.amount > 0 AND t.enrichment IS NOT NULL
           AND ${sizesWithin(TRANSFER_DAYS)}`)}
         UNION ALL
         ${bookings(`t.account_id = w."accountId" AND t.enrichment->>'merchant' = w.merchant AND t.amount > 0
           AND ${sizesWithin(REFUND_REACH_DAYS)}`)} WHERE w.merchant IS NOT NULL`,
        nearby(around),
      ),
    ),

  moneyOutAround: async (tx, transfers, refunds) => {
    const rows = [
      ...transfers.map((around) => ({ ...around, merchant: null })),
      ...refunds.map((around) => ({ ...around, size: null })),
    ];
    if (rows.length === 0) return [];
    const [, ...span] = nearby([...transfers, ...refunds]);
    return once(
      await sql<ReadFact>(
        tx,
        `${AROUND}
         ${bookings(`t.amount = -w.size AND t.enrichment IS NOT NULL AND ${sizesWithin(TRANSFER_DAYS)}`)}
         UNION ALL
         ${bookings(`t.account_id = w."accountId" AND t.currency = w.currency AND t.enrichment->>'merchant' = w.merchant
           AND t.booked_at >= w."bookedAt" - interval '${REFUND_DAYS + 1} days'
           AND t.booked_at < w."bookedAt" + interval '1 day' AND t.amount < 0`)} WHERE w.size IS NULL`,
        [JSON.stringify(rows), ...span],
      ),
    );
  },

  update: async (tx, facts) => {
    if (facts.length === 0) return;
    const [from, to] = spanOf(facts.map(({ bookedAt }) => bookedAt));
    await sql(
      tx,
      `UPDATE transaction t SET enrichment = f.enrichment
       FROM jsonb_to_recordset($1::jsonb) AS f ("customerId" text, "bookedAt" timestamptz, "accountId" text,
         "transactionId" text, enrichment jsonb)
       WHERE t.booked_at BETWEEN $2 AND $3 AND t.customer_id = f."customerId" AND t.booked_at = f."bookedAt"
         AND t.account_id = f."accountId" AND t.transaction_id = f."transactionId" AND t.kind = 'POSTED'`,
      [JSON.stringify(facts), from, to],
    );
  },

  correctionsOf: async (tx, asked) => {
    if (asked.length === 0) return [];
    return sql<Corrections>(
      tx,
      `WITH a AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS a (place integer, "currentId" text, "accountId" text, "transactionId" text, "merchantKey" text)),
         o AS MATERIALIZED (SELECT asked, origin FROM customer_origins($2)),
         b AS (SELECT DISTINCT ON (a.place) a.place, c.category FROM a JOIN o ON o.asked = a."currentId"
           JOIN booking_correction c ON c.customer_id = o.origin AND c.account_id = a."accountId"
             AND c.transaction_id = a."transactionId" ORDER BY a.place, c.corrected_at DESC, c.customer_id),
         m AS (SELECT DISTINCT ON (a.place) a.place, c.category FROM a JOIN o ON o.asked = a."currentId"
           JOIN merchant_correction c ON c.customer_id = o.origin AND c.merchant_key = a."merchantKey"
           ORDER BY a.place, c.corrected_at DESC, c.customer_id)
       SELECT b.category AS transaction, m.category AS "merchantByCustomer", e.category AS "merchantByOperator"
       FROM a LEFT JOIN b USING (place) LEFT JOIN m USING (place)
       LEFT JOIN merchant_category e ON e.merchant_key = a."merchantKey" ORDER BY a.place`,
      [
        JSON.stringify(asked.map((one, place) => ({ ...one, place }))),
        [...new Set(asked.map(({ currentId }) => currentId))],
      ],
    );
  },

  saveBookingCorrection: async (tx, { customerId, accountId, transactionId, category }, by) => {
    await sql(
      tx,
      `INSERT INTO booking_correction (customer_id, account_id, transaction_id, category, corrected_at, corrected_by)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (customer_id, account_id, transaction_id) DO UPDATE
         SET category = excluded.category, corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by`,
      [customerId, accountId, transactionId, category, tx.now, by],
    );
  },

  saveMerchantCorrection: async (tx, { customerId, merchantKey, category }, by) => {
    await sql(
      tx,
      `INSERT INTO merchant_correction (customer_id, merchant_key, category, corrected_at, corrected_by)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (customer_id, merchant_key) DO UPDATE
         SET category = excluded.category, corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by`,
      [customerId, merchantKey, category, tx.now, by],
    );
  },

  saveMerchantCategory: async (tx, { merchantKey, category }, by) => {
    const before = await categoryOfMerchant(tx, merchantKey);
    await sql(
      tx,
      `INSERT INTO merchant_category (merchant_key, category, corrected_at, corrected_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_key) DO UPDATE
         SET category = excluded.category, corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by`,
      [merchantKey, category, tx.now, by],
    );
    return before;
  },
});

const categoryOfMerchant = async (tx: Tx, merchantKey: string): Promise<Category | null> => {
  const [row] = await sql<{ category: Category }>(
    tx,
    'SELECT category FROM merchant_category WHERE merchant_key = $1 FOR UPDATE',
    [merchantKey],
  );
  return row?.category ?? null;
};

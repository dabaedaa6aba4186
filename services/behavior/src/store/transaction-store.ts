import type { Tx } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import { keyOf, type LedgerFact, type LedgerKey } from '../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import type { TransactionScope, TransactionStore } from '../usecases/ports.ts';

/** Where each part of a fact stands in a `transaction t`; amounts as text, for they are exact. */
const COLUMNS: Readonly<Record<keyof LedgerFact, string>> = {
  customerId: 't.customer_id',
  bookedAt: 't.booked_at',
  accountId: 't.account_id',
  transactionId: 't.transaction_id',
  kind: 't.kind',
  amount: 't.amount::text',
  currency: 't.currency',
  narration: 't.narration',
  mcc: 't.mcc',
  balanceAfter: 't.balance_after::text',
  reason: 't.reason',
  version: 't.version',
  receivedAt: 't.received_at',
  enrichment: 't.enrichment',
};
const PARTS = Object.keys(COLUMNS);

/** The columns of a fact, of a `transaction t`. */
export const FACT = Object.entries(COLUMNS)
  .map(([part, column]) => `${column} AS "${part}"`)
  .join(', ');

const DAY_MS = 86_400_000;

/** The earliest and latest of instants, so that PostgreSQL visits the parts between them and no others. */
export const spanOf = (instants: readonly Date[]): [Date, Date] => {
  const times = instants.map((at) => at.getTime());
  return [new Date(Math.min(...times, 8.64e15)), new Date(Math.max(...times, 0))];
};

const hasMoved = ({ key, before }: Settlement): boolean =>
  before !== null && (before.customerId !== key.customerId || before.bookedAt.getTime() !== key.bookedAt.getTime());

const removeMoved = async (tx: Tx, settled: readonly Settlement[]): Promise<void> => {
  const moved = settled.filter(hasMoved).map(({ before }) => before!);
  if (moved.length === 0) return;
  const [from, to] = spanOf(moved.map(({ bookedAt }) => bookedAt));
  await sql(
    tx,
    `DELETE FROM transaction t USING jsonb_to_recordset($1::jsonb)
       AS m ("customerId" text, "bookedAt" timestamptz, "accountId" text, "transactionId" text, kind text)
     WHERE t.booked_at BETWEEN $2 AND $3 AND t.customer_id = m."customerId" AND t.booked_at = m."bookedAt"
       AND t.account_id = m."accountId" AND t.transaction_id = m."transactionId" AND t.kind = m.kind`,
    [JSON.stringify(moved), from, to],
  );
};

const saveFacts = (tx: Tx, facts: readonly LedgerFact[]) =>
  sql(
    tx,
    `INSERT INTO transaction AS t (customer_id, booked_at, account_id, transaction_id, kind, amount, currency,
       narration,
       mcc, balance_after, reason, version, received_at, enrichment)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS f ("customerId" text, "bookedAt" timestamptz, "accountId" text,
       "transactionId" text, kind text, amount numeric, currency text, narration text, mcc text,
       "balanceAfter" numeric, reason text, version integer, "receivedAt" timestamptz, enrichment jsonb)
     ON CONFLICT (customer_id, booked_at, account_id, transaction_id, kind) DO UPDATE SET amount = excluded.amount,
       currency = excluded.currency, narration = excluded.narration, mcc = excluded.mcc,
       balance_after = excluded.balance_after, reason = excluded.reason, version = excluded.version,
       received_at = excluded.received_at, enrichment = excluded.enrichment`,
    [JSON.stringify(facts)],
  );

const saveKeys = (tx: Tx, keys: readonly LedgerKey[]) =>
  sql(
    tx,
    `INSERT INTO transaction_key (account_id, transaction_id, kind, customer_id, booked_at, said_at, message_id,
       version, content_hash)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS k ("accountId" text, "transactionId" text, kind text,
       "customerId" text, "bookedAt" timestamptz, "saidAt" timestamptz, "messageId" text, version integer,
       "contentHash" text)
     ORDER BY 1, 2, 3
     ON CONFLICT (account_id, transaction_id, kind) DO UPDATE SET customer_id = excluded.customer_id,
       booked_at = excluded.booked_at, said_at = excluded.said_at, message_id = excluded.message_id,
       version = excluded.version, content_hash = excluded.content_hash`,
    [JSON.stringify(keys)],
  );

type FactText = Omit<LedgerFact, 'bookedAt' | 'receivedAt'> & {
  readonly bookedAt: string;
  readonly receivedAt: string;
};

/** A fact out of its parts in the order of `COLUMNS`, as JSON says them. */
const factOf = (values: readonly unknown[]): LedgerFact => {
  const parts: Record<string, unknown> = {};
  for (let at = 0; at < PARTS.length; at += 1) parts[PARTS[at]!] = values[at];
  const fact = parts as FactText;
  return { ...fact, bookedAt: new Date(fact.bookedAt), receivedAt: new Date(fact.receivedAt) };
};

/** Many facts in one row: for the driver two hundred rows cost more to read than their content. */
const inOneRow = (order: string): string =>
  `json_agg(json_build_array(${Object.values(COLUMNS).join(', ')}) ORDER BY ${order})::text AS facts`;

type InOneRow = { readonly asked: string; readonly facts: string };

const factsOf = (rows: readonly InOneRow[]): Map<string, LedgerFact[]> =>
  new Map(rows.map(({ asked, facts }) => [asked, (JSON.parse(facts) as unknown[][]).map(factOf)]));

const RECENT = `SELECT o.asked, ${inOneRow('t.booked_at DESC, t.account_id, t.transaction_id')}
  FROM customer_origins($1) o CROSS JOIN LATERAL (
    SELECT * FROM transaction t WHERE t.customer_id = o.origin AND t.booked_at >= $2 AND t.booked_at <= $4
    ORDER BY t.booked_at DESC LIMIT $3) t
  GROUP BY o.asked`;

/** The kept reads of pages; they know of every filter. */
const PAGES: Readonly<Record<TransactionScope, string>> = {
  CUSTOMER: 'transactions_of_customers',
  ACCOUNT: 'transactions_of_accounts',
};

export const createTransactionStore = (database: Database): TransactionStore => ({
  keysOf: async (tx, keys) => {
    const rows = await sql<LedgerKey>(
      tx,
      `SELECT k.account_id AS "accountId", k.transaction_id AS "transactionId", k.kind, k.customer_id AS "customerId",
         k.booked_at AS "bookedAt", k.said_at AS "saidAt", k.message_id AS "messageId", k.version,
         k.content_hash AS "contentHash"
       FROM unnest($1::text[], $2::text[], $3::text[]) AS asked (account_id, transaction_id, kind)
       JOIN transaction_key k USING (account_id, transaction_id, kind)`,
      [
        keys.map(({ accountId }) => accountId),
        keys.map(({ transactionId }) => transactionId),
        keys.map(({ kind }) => kind),
      ],
    );
    return new Map(rows.map((row) => [keyOf(row), row]));
  },

  write: async (tx, settled) => {
    if (settled.length === 0) return;
    await removeMoved(tx, settled);
    await saveFacts(
      tx,
      settled.map(({ fact }) => fact),
    );
    await saveKeys(
      tx,
      settled.map(({ key }) => key),
    );
  },

  factsOfDays: async (tx, days) => {
    if (days.length === 0) return [];
    const [from, to] = spanOf(days.map(({ day }) => new Date(`${day}T00:00:00Z`)));
    return sql<LedgerFact>(
      tx,
      `SELECT ${FACT} FROM unnest($1::text[], $2::timestamptz[]) AS touched (customer_id, day)
       JOIN transaction t ON t.customer_id = touched.customer_id
         AND t.booked_at >= touched.day AND t.booked_at < touched.day + interval '24 hours'
       WHERE t.booked_at >= $3 AND t.booked_at < $4`,
      [
        days.map(({ customerId }) => customerId),
        days.map(({ day }) => `${day}T00:00:00Z`),
        from,
        new Date(to.getTime() + DAY_MS),
      ],
    );
  },

  recentOf: async (tx, customerIds, since, limit) => {
    return factsOf(await sql<InOneRow>(tx, RECENT, [customerIds, since, limit, tx.now]));
  },

  page: async (
    scope,
    ids,
    { from, to, accountId, minAmount, maxAmount, text, category, merchant },
    { limit, after },
  ) => {
    const rows = await sql<InOneRow>(
      database,
      `SELECT p.asked, ${inOneRow('t.booked_at DESC, t.account_id DESC, t.transaction_id DESC')}
       FROM ${PAGES[scope]}($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) p
         CROSS JOIN LATERAL (SELECT (p.fact).*) t
       GROUP BY p.asked`,
      [
        ids,
        limit,
        ...([0, 1, 2] as const).map((part) => after?.[part] ?? null),
        from ?? null,
        to ?? null,
        accountId ?? null,
        minAmount ?? null,
        maxAmount ?? null,
        text ?? null,
        category ?? null,
        merchant ?? null,
      ],
    );
    return new Map([...factsOf(rows)].map(([id, facts]) => [id, facts.slice(0, limit)]));
  },
});

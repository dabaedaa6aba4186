import { type Database, sql } from '@rapport/platform';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { CustomerStore } from '../usecases/ports.ts';

const HELD = `h.customer_id AS "customerId", h.account_id AS "accountId", h.account_type AS "accountType",
  h.currency, h.role`;

export const createCustomerStore = (database: Database): CustomerStore => ({
  save: async (tx, copies) => {
    const ids = copies.map(({ customerId }) => customerId);
    await sql(
      tx,
      `INSERT INTO customer_zone (customer_id, time_zone) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (customer_id) DO UPDATE SET time_zone = excluded.time_zone`,
      [ids, copies.map(({ timeZone }) => timeZone)],
    );
    await sql(tx, 'DELETE FROM held_account WHERE customer_id = ANY($1)', [ids]);
    await sql(
      tx,
      `INSERT INTO held_account (customer_id, account_id, account_type, currency, role)
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS h ("customerId" text, "accountId" text, "accountType" text, currency text, role text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(copies.flatMap(({ accounts }) => accounts))],
    );
    await sql(tx, 'DELETE FROM identifier WHERE customer_id = ANY($1)', [ids]);
    const identifiers = copies.flatMap(({ customerId, identifierHashes }) =>
      identifierHashes.map((hash) => ({ hash, customerId })),
    );
    await sql(tx, 'INSERT INTO identifier (hash, customer_id) SELECT * FROM unnest($1::text[], $2::text[])', [
      identifiers.map(({ hash }) => hash),
      identifiers.map(({ customerId }) => customerId),
    ]);
  },

  customersBehind: async (hashes) => {
    const rows = await sql<{ hash: string; customerId: string }>(
      database,
      `SELECT i.hash, min(coalesce(a.current, i.customer_id)) AS "customerId"
       FROM identifier i LEFT JOIN customer_alias a ON a.origin = i.customer_id
       WHERE i.hash = ANY($1) GROUP BY i.hash
       HAVING count(DISTINCT coalesce(a.current, i.customer_id)) = 1`,
      [hashes],
    );
    return new Map(rows.map(({ hash, customerId }) => [hash, customerId]));
  },

  currentIdsOf: async (tx, customerIds) => {
    const rows = await sql<{ origin: string; current: string }>(
      tx,
      'SELECT origin, current FROM customer_alias WHERE origin = ANY($1)',
      [customerIds],
    );
    const aliases = new Map(rows.map(({ origin, current }) => [origin, current]));
    return new Map(customerIds.map((id) => [id, aliases.get(id) ?? id]));
  },

  ownersOf: async (tx, accountIds) => {
    const rows = await sql<{ accountId: string; customerId: string }>(
      tx,
      `SELECT h.account_id AS "accountId", min(coalesce(a.current, h.customer_id)) AS "customerId"
       FROM held_account h LEFT JOIN customer_alias a ON a.origin = h.customer_id
       WHERE h.account_id = ANY($1) AND h.role = 'OWNER' GROUP BY h.account_id
       HAVING count(DISTINCT coalesce(a.current, h.customer_id)) = 1`,
      [accountIds],
    );
    return new Map(rows.map(({ accountId, customerId }) => [accountId, customerId]));
  },

  isKnown: async (tx, customerId) => {
    const [row] = await sql<{ known: boolean }>(
      tx,
      `SELECT EXISTS (SELECT FROM customer_origins(ARRAY[$1]) o JOIN identifier i ON i.customer_id = o.origin)
         OR EXISTS (SELECT FROM customer_origins(ARRAY[$1]) o JOIN held_account h ON h.customer_id = o.origin)
         AS known`,
      [customerId],
    );
    return row!.known;
  },

  accountsOf: async (customerIds, tx) => {
    const rows = await sql<HeldAccount & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, ${HELD} FROM customer_origins($1) o CROSS JOIN LATERAL (
         SELECT * FROM held_account a WHERE a.customer_id = o.origin OFFSET 0) h
       ORDER BY h.account_id, h.role DESC, h.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  state: async (tx, traits) => {
    if (traits.length === 0) return;
    await sql(
      tx,
      `INSERT INTO stated_trait AS kept (customer_id, name, value, said_at, message_id)
       SELECT DISTINCT ON (1, 2) * FROM jsonb_to_recordset($1::jsonb) AS s ("customerId" text, name text,
         value double precision, "saidAt" timestamptz, "messageId" text COLLATE "C")
       ORDER BY 1, 2, 4 DESC, 5 DESC
       ON CONFLICT (customer_id, name) DO UPDATE SET value = excluded.value, said_at = excluded.said_at,
         message_id = excluded.message_id
       WHERE (kept.said_at, kept.message_id) < (excluded.said_at, excluded.message_id)`,
      [JSON.stringify(traits)],
    );
  },

  holdersOf: async (accountIds, tx) => {
    const rows = await sql<HeldAccount & { currentId: string }>(
      tx ?? database,
      `SELECT ${HELD}, coalesce(a.current, h.customer_id) AS "currentId"
       FROM held_account h LEFT JOIN customer_alias a ON a.origin = h.customer_id
       WHERE h.account_id = ANY($1) ORDER BY h.account_id, h.role DESC, h.customer_id`,
      [accountIds],
    );
    return Map.groupBy(rows, ({ accountId }) => accountId);
  },
});

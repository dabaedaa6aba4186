import { type Database, sql } from '@rapport/platform';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { CustomerStore } from '../usecases/ports.ts';

const HELD = `h.customer_id AS "customerId", h.account_id AS "accountId", h.account_type AS "accountType",
  h.currency, h.role`;

export const createCustomerStore = (database: Database): CustomerStore => ({
  save: async (tx, { customerId, accounts, identifierHashes }) => {
    await sql(tx, 'DELETE FROM held_account WHERE customer_id = $1', [customerId]);
    await sql(
      tx,
      `INSERT INTO held_account (customer_id, account_id, account_type, currency, role)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING`,
      [
        customerId,
        accounts.map(({ accountId }) => accountId),
        accounts.map(({ accountType }) => accountType),
        accounts.map(({ currency }) => currency),
        accounts.map(({ role }) => role),
      ],
    );
    await sql(tx, 'DELETE FROM identifier WHERE customer_id = $1', [customerId]);
    await sql(tx, 'INSERT INTO identifier (hash, customer_id) SELECT *, $2 FROM unnest($1::text[])', [
      identifierHashes,
      customerId,
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

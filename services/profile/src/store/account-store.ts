import { type Database, sql } from '@rapport/platform';
import type { Account, AccountBalance, Holder, Holding } from '../domain/account.ts';
import type { AccountStore } from '../usecases/ports.ts';

const ACCOUNT = `a.account_id AS "accountId", a.account_type AS "accountType", a.currency, a.name,
                 a.opened_at AS "openedAt", a.stated_at AS "statedAt"`;

export const createAccountStore = (database: Database): AccountStore => ({
  holdingsOf: async (customerIds, tx) => {
    const rows = await sql<Holding & { asked: string }>(
      tx ?? database,
      `SELECT DISTINCT ON (o.asked, a.account_id) o.asked, h.customer_id AS "customerId", h.role, ${ACCOUNT}
       FROM customer_origins($1) o
       JOIN holder h ON h.customer_id = o.origin
       JOIN account a ON a.account_id = h.account_id
       ORDER BY o.asked, a.account_id, h.stated_at DESC`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  accountsOf: async (accountIds) => {
    const rows = await sql<Account>(database, `SELECT ${ACCOUNT} FROM account a WHERE a.account_id = ANY($1)`, [
      accountIds,
    ]);
    return new Map(rows.map((row) => [row.accountId, row]));
  },

  holdersOf: async (accountIds, tx) => {
    const rows = await sql<Holder>(
      tx ?? database,
      `SELECT DISTINCT ON (h.account_id, coalesce(a.current, h.customer_id))
              coalesce(a.current, h.customer_id) AS "customerId", h.account_id AS "accountId", h.role,
              h.stated_at AS "statedAt"
       FROM holder h LEFT JOIN customer_alias a ON a.origin = h.customer_id
       WHERE h.account_id = ANY($1)
       ORDER BY h.account_id, coalesce(a.current, h.customer_id), h.stated_at DESC`,
      [accountIds],
    );
    return Map.groupBy(rows, ({ accountId }) => accountId);
  },

  balancesOf: async (accountIds) => {
    const rows = await sql<AccountBalance>(
      database,
      `SELECT account_id AS "accountId", currency, booked, available, as_of AS "asOf", source, stated_at AS "statedAt"
       FROM account_balance WHERE account_id = ANY($1)`,
      [accountIds],
    );
    return new Map(rows.map((row) => [row.accountId, row]));
  },
});

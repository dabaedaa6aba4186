import { type Database, freshSql, pageOf, sql } from '@rapport/platform';
import type { CustomerStore } from '../usecases/ports.ts';

/** Fewer characters than a trigram has would have to read every name. */
const NAME_LENGTH_MIN = 3;

const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const IS_NAMED = `$4::text IS NOT NULL AND (c.display_name ILIKE $4 OR $5 <% c.display_name)`;

/**
 * Customers whose name contains or resembles a text, or who hold an identifier or account, under their current ids.
 * Each part ends with the page, so that a common name is not read to its end: those who are themselves are met in
 * their order or found by the index, whichever takes less; those who were merged are found by the name of then.
 */
const FOUND = `
  SELECT DISTINCT id FROM (
    (SELECT c.customer_id AS id FROM customer c
     WHERE ${IS_NAMED} AND ($2::text IS NULL OR c.customer_id > $2)
       AND NOT EXISTS (SELECT FROM customer_alias a WHERE a.origin = c.customer_id)
     ORDER BY c.customer_id LIMIT $1)
    UNION ALL
    (SELECT DISTINCT a.current FROM customer_alias a JOIN customer c ON c.customer_id = a.origin
     WHERE ${IS_NAMED} AND ($2::text IS NULL OR a.current > $2)
     ORDER BY a.current LIMIT $1)
    UNION ALL
    SELECT coalesce(a.current, exact.customer_id) FROM (
      SELECT customer_id FROM identifier WHERE value_hash = ANY($3)
      UNION ALL SELECT customer_id FROM holder WHERE account_id = $5
      UNION ALL SELECT customer_id FROM customer WHERE customer_id = $5
    ) AS exact LEFT JOIN customer_alias a ON a.origin = exact.customer_id
    WHERE $2::text IS NULL OR coalesce(a.current, exact.customer_id) > $2
  ) AS found ORDER BY id LIMIT $1`;

export const createCustomerStore = (database: Database): CustomerStore => ({
  insert: async (tx, customers) => {
    if (customers.length === 0) return;
    await sql(
      tx,
      `INSERT INTO customer (customer_id, created_at, source)
       SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[])`,
      [
        customers.map(({ customerId }) => customerId),
        customers.map(({ createdAt }) => createdAt),
        customers.map(({ source }) => source),
      ],
    );
  },

  currentIdsOf: async (customerIds, tx) => {
    const rows = await sql<{ id: string; current: string }>(
      tx ?? database,
      `SELECT c.customer_id AS id, coalesce(a.current, c.customer_id) AS current
       FROM customer c LEFT JOIN customer_alias a ON a.origin = c.customer_id WHERE c.customer_id = ANY($1)`,
      [customerIds],
    );
    return new Map(rows.map(({ id, current }) => [id, current]));
  },

  idsAfter: async (customerId, limit) => {
    const rows = await sql<{ id: string }>(
      database,
      `SELECT customer_id AS id FROM customer
       WHERE customer_id > $1 AND NOT EXISTS (SELECT FROM customer_alias WHERE origin = customer_id)
       ORDER BY customer_id LIMIT $2`,
      [customerId, limit],
    );
    return rows.map(({ id }) => id);
  },

  announceAnew: async (tx, customerIds) => {
    await sql(tx, 'UPDATE customer SET announced_hash = NULL WHERE customer_id = ANY($1)', [customerIds]);
  },

  setDisplayNames: async (tx, names) => {
    await sql(
      tx,
      `UPDATE customer SET display_name = named.display_name
       FROM unnest($1::text[], $2::text[]) AS named (customer_id, display_name)
       WHERE customer.customer_id = named.customer_id AND customer.display_name IS DISTINCT FROM named.display_name`,
      [names.map(({ customerId }) => customerId), names.map(({ displayName }) => displayName)],
    );
  },

  claimAnnouncements: async (tx, announcements) => {
    const rows = await sql<{ id: string }>(
      tx,
      `UPDATE customer SET announced_hash = said.hash FROM unnest($1::text[], $2::text[]) AS said (customer_id, hash)
       WHERE customer.customer_id = said.customer_id AND customer.announced_hash IS DISTINCT FROM said.hash
       RETURNING customer.customer_id AS id`,
      [announcements.map(({ customerId }) => customerId), announcements.map(({ announcedHash }) => announcedHash)],
    );
    return new Set(rows.map(({ id }) => id));
  },

  search: (page, search) =>
    pageOf(
      page,
      ({ id }: { id: string }) => [id],
      (limit, after) => {
        if (!search) {
          return freshSql(
            database,
            `SELECT customer_id AS id FROM customer
           WHERE ($2::text IS NULL OR customer_id > $2)
             AND NOT EXISTS (SELECT FROM customer_alias WHERE origin = customer_id)
           ORDER BY customer_id LIMIT $1`,
            [limit, after?.[0] ?? null],
          );
        }
        const { text, valueHashes } = search;
        return freshSql(database, FOUND, [
          limit,
          after?.[0] ?? null,
          valueHashes,
          text.length < NAME_LENGTH_MIN ? null : likePattern(text),
          text,
        ]);
      },
    ),
});

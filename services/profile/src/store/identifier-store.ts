import { type Database, sql } from '@rapport/platform';
import type { HeldIdentifier } from '../domain/identifier.ts';
import type { KnownIdentifier } from '../domain/resolve-identity.ts';
import type { IdentifierStore } from '../usecases/ports.ts';

/** Sets apart profile's locks on identifiers from every other advisory lock of the database. */
const IDENTIFIER_LOCKS = 7_203;

/** Identifiers share so many locks: a large batch takes all of them and still no more than the server can hold. */
const STRIPES = 512;

const stripeOf = (valueHash: string): number => Number.parseInt(valueHash.slice(0, 8), 16) % STRIPES;

export const createIdentifierStore = (database: Database): IdentifierStore => ({
  known: (tx, valueHashes, holdersTypes) =>
    sql<KnownIdentifier>(
      tx,
      `WITH found AS (
         SELECT i.type, i.value_hash, coalesce(a.current, i.customer_id) AS customer_id
         FROM identifier i LEFT JOIN customer_alias a ON a.origin = i.customer_id
         WHERE i.value_hash = ANY($1)
       )
       SELECT type, value_hash AS "valueHash", customer_id AS "customerId" FROM found
       UNION
       SELECT i.type, i.value_hash, o.asked
       FROM customer_origins(ARRAY(SELECT DISTINCT customer_id FROM found)) o
       JOIN identifier i ON i.customer_id = o.origin AND i.type = ANY($2)`,
      [valueHashes, holdersTypes],
    ),

  lock: async (tx, valueHashes) => {
    // Everybody takes them in the same order, so that nobody waits in a circle.
    const stripes = [...new Set(valueHashes.map(stripeOf))].sort((a, b) => a - b);
    await sql(tx, 'SELECT pg_advisory_xact_lock($1, stripe) FROM unnest($2::integer[]) AS stripe', [
      IDENTIFIER_LOCKS,
      stripes,
    ]);
  },

  insert: async (tx, identifiers) => {
    if (identifiers.length === 0) return;
    await sql(
      tx,
      `INSERT INTO identifier (type, value_hash, customer_id, value, first_seen_at)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])`,
      [
        identifiers.map(({ type }) => type),
        identifiers.map(({ valueHash }) => valueHash),
        identifiers.map(({ customerId }) => customerId),
        identifiers.map(({ value }) => value),
        identifiers.map(({ firstSeenAt }) => firstSeenAt),
      ],
    );
  },

  identifiersOf: async (customerIds, tx) => {
    const rows = await sql<HeldIdentifier & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, i.customer_id AS "customerId", i.type, i.value_hash AS "valueHash", i.value,
              i.first_seen_at AS "firstSeenAt"
       FROM customer_origins($1) o JOIN identifier i ON i.customer_id = o.origin
       ORDER BY i.first_seen_at DESC, i.value_hash`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  findHolder: async (type, valueHash) => {
    const [row] = await sql<{ id: string }>(
      database,
      `SELECT coalesce(a.current, i.customer_id) AS id
       FROM identifier i LEFT JOIN customer_alias a ON a.origin = i.customer_id
       WHERE i.type = $1 AND i.value_hash = $2`,
      [type, valueHash],
    );
    return row?.id ?? null;
  },
});

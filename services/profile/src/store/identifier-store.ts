import { type Database, sql } from '@rapport/platform';
import type { HeldIdentifier } from '../domain/identifier.ts';
import type { KnownIdentifier } from '../domain/identities.ts';
import type { IdentifierCount, IdentifierStore } from '../usecases/ports.ts';

/** Sets apart profile's locks on identifiers from every other advisory lock of the database. */
const IDENTIFIER_LOCKS = 7_203;

/** Identifiers share so many locks: a large batch takes all of them and still no more than the server can hold. */
const STRIPES = 512;

const stripeOf = (valueHash: string): number => Number.parseInt(valueHash.slice(0, 8), 16) % STRIPES;

export const createIdentifierStore = (database: Database): IdentifierStore => ({
  holdersOf: (tx, valueHashes) =>
    sql<KnownIdentifier>(
      tx,
      `SELECT i.type, i.value_hash AS "valueHash", coalesce(a.current, i.customer_id) AS "customerId"
       FROM identifier i LEFT JOIN customer_alias a ON a.origin = i.customer_id WHERE i.value_hash = ANY($1)`,
      [valueHashes],
    ),

  countsOf: (tx, customerIds, countedSince) =>
    sql<IdentifierCount>(
      tx,
      `SELECT o.asked AS "customerId", i.type,
              (count(*) FILTER (WHERE i.first_seen_at >= counted.since))::integer AS count
       FROM customer_origins($1) o
       JOIN identifier i ON i.customer_id = o.origin
       JOIN unnest($2::text[], $3::timestamptz[]) AS counted (type, since) ON counted.type = i.type
       GROUP BY o.asked, i.type`,
      [customerIds, countedSince.map(({ type }) => type), countedSince.map(({ since }) => since)],
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
      `INSERT INTO identifier (type, value_hash, customer_id, value, first_seen_at, source)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])`,
      [
        identifiers.map(({ type }) => type),
        identifiers.map(({ valueHash }) => valueHash),
        identifiers.map(({ customerId }) => customerId),
        identifiers.map(({ value }) => value),
        identifiers.map(({ firstSeenAt }) => firstSeenAt),
        identifiers.map(({ source }) => source),
      ],
    );
  },

  identifiersOf: async (customerIds, tx) => {
    const rows = await sql<HeldIdentifier & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, i.customer_id AS "customerId", i.type, i.value_hash AS "valueHash", i.value,
              i.first_seen_at AS "firstSeenAt", i.source
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

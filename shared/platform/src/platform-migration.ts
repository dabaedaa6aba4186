import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE aggregate (id text COLLATE "C" PRIMARY KEY, version bigint NOT NULL)`,
  `CREATE TABLE outbox (
     position bigint GENERATED ALWAYS AS IDENTITY,
     id text COLLATE "C" NOT NULL,
     recorded_at timestamptz NOT NULL,
     aggregate_id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     subject text COLLATE "C" NOT NULL,
     envelope text NOT NULL,
     sent_at timestamptz,
     PRIMARY KEY (id, recorded_at)
   ) PARTITION BY RANGE (recorded_at)`,
  `CREATE TABLE outbox_default PARTITION OF outbox DEFAULT`,
  `CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL`,
  `CREATE INDEX outbox_aggregate ON outbox (aggregate_id, sequence)`,
  `CREATE TABLE inbox (
     consumer text COLLATE "C" NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     event_time timestamptz NOT NULL,
     PRIMARY KEY (consumer, event_id, event_time)
   ) PARTITION BY RANGE (event_time)`,
  `CREATE TABLE inbox_default PARTITION OF inbox DEFAULT`,
  `CREATE TABLE applied_state (
     kind text COLLATE "C" NOT NULL,
     aggregate_id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     PRIMARY KEY (aggregate_id, kind)
   )`,
  `CREATE TABLE customer_alias (
     origin text COLLATE "C" PRIMARY KEY,
     current text COLLATE "C" NOT NULL CHECK (current <> origin)
   )`,
  `CREATE INDEX customer_alias_current ON customer_alias (current)`,
  // Every store reads a customer over all the ids they were ever known by, itself included.
  `CREATE FUNCTION customer_origins(asked_ids text[]) RETURNS TABLE (asked text, origin text)
   LANGUAGE sql STABLE ROWS 10 AS $$
     WITH asked AS (
       SELECT id AS asked, coalesce(alias.current, id) AS current
       FROM unnest(asked_ids) AS id LEFT JOIN customer_alias alias ON alias.origin = id
     )
     SELECT asked.asked, asked.current FROM asked
     UNION ALL
     SELECT asked.asked, customer_alias.origin FROM asked JOIN customer_alias ON customer_alias.current = asked.current
   $$`,
  `CREATE TABLE dead_letter (
     id text COLLATE "C" PRIMARY KEY,
     stream text NOT NULL,
     subject text NOT NULL,
     event_id text COLLATE "C",
     payload text NOT NULL,
     cause text NOT NULL,
     attempts integer NOT NULL,
     dead_at timestamptz NOT NULL
   )`,
  `CREATE INDEX dead_letter_newest ON dead_letter (dead_at DESC, id DESC)`,
  `CREATE TABLE audit (
     id text COLLATE "C" NOT NULL,
     recorded_at timestamptz NOT NULL,
     subject text NOT NULL,
     roles text[] NOT NULL,
     action text NOT NULL,
     about text COLLATE "C" NOT NULL,
     reason text,
     before jsonb,
     after jsonb,
     PRIMARY KEY (id, recorded_at)
   ) PARTITION BY RANGE (recorded_at)`,
  `CREATE TABLE audit_default PARTITION OF audit DEFAULT`,
  `CREATE INDEX audit_about ON audit (about, recorded_at DESC)`,
  `CREATE TABLE idempotency (
     key text COLLATE "C" NOT NULL,
     subject text COLLATE "C" NOT NULL,
     mutation text COLLATE "C" NOT NULL,
     input_hash text NOT NULL,
     answer jsonb,
     claimed_at timestamptz NOT NULL,
     PRIMARY KEY (key, subject, mutation)
   ) PARTITION BY HASH (key)`,
  ...[0, 1, 2, 3].map(
    (part) =>
      `CREATE TABLE idempotency_${part} PARTITION OF idempotency FOR VALUES WITH (MODULUS 4, REMAINDER ${part})`,
  ),
  `CREATE INDEX idempotency_age ON idempotency (claimed_at)`,
];

/** The tables that every service has: outbox, inbox, locks, aliases, dead letters, audit, idempotency. */
export class PlatformStart1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  'ALTER TABLE app_event ADD COLUMN channel text, ADD COLUMN device text, ADD COLUMN session text',
  'ALTER TABLE day_bucket ADD COLUMN activity jsonb, ADD COLUMN place jsonb',
  `CREATE TABLE loop_fact (
     customer_id text COLLATE "C" NOT NULL,
     at timestamptz NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     kind text NOT NULL,
     object_id text COLLATE "C" NOT NULL,
     status text NOT NULL,
     decision_id text COLLATE "C",
     name text NOT NULL,
     action_group text,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, at, event_id)
   ) PARTITION BY RANGE (at)`,
  'CREATE TABLE loop_fact_default PARTITION OF loop_fact DEFAULT',
  'CREATE INDEX loop_fact_object ON loop_fact (customer_id, object_id, at)',
  `CREATE TABLE customer_zone (
     customer_id text COLLATE "C" PRIMARY KEY,
     time_zone text NOT NULL
   )`,
  `CREATE TABLE stated_trait (
     customer_id text COLLATE "C" NOT NULL,
     name text COLLATE "C" NOT NULL,
     value double precision NOT NULL,
     said_at timestamptz NOT NULL,
     message_id text COLLATE "C" NOT NULL,
     PRIMARY KEY (customer_id, name)
   )`,
];

/** What features read beside the ledger: apps, the loop, cities, time zones, and what customers state of themselves. */
export class Features1764000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stated_trait');
    await runner.query('DROP TABLE customer_zone');
    await runner.query('DROP TABLE loop_fact');
    await runner.query('ALTER TABLE day_bucket DROP COLUMN activity, DROP COLUMN place');
    await runner.query('ALTER TABLE app_event DROP COLUMN channel, DROP COLUMN device, DROP COLUMN session');
  }
}

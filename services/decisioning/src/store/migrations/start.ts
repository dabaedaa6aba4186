import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE customer_copy (
     customer_id text COLLATE "C" PRIMARY KEY,
     locale text NOT NULL,
     account_types text[] NOT NULL
   )`,
  `CREATE TABLE sensed_copy (
     customer_id text COLLATE "C" PRIMARY KEY,
     features jsonb NOT NULL,
     signals jsonb NOT NULL,
     newest_fact_at timestamptz NOT NULL
   )`,
  `CREATE TABLE consent_copy (customer_id text COLLATE "C" PRIMARY KEY, consents jsonb NOT NULL)`,
  `CREATE TABLE contact_copy (
     customer_id text COLLATE "C" PRIMARY KEY,
     sent_at timestamptz,
     received_at timestamptz,
     intent text
   )`,
  `CREATE TABLE protection (
     customer_id text COLLATE "C" PRIMARY KEY,
     level text NOT NULL,
     since timestamptz NOT NULL,
     reason text NOT NULL,
     review_at timestamptz
   )`,
  `CREATE INDEX protection_due ON protection (review_at) WHERE review_at IS NOT NULL`,
  `CREATE TABLE ranking (
     id text COLLATE "C" NOT NULL,
     bucket timestamptz NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     surface text NOT NULL,
     mode text NOT NULL,
     snapshot_version text COLLATE "C" NOT NULL,
     snapshot jsonb NOT NULL,
     model jsonb NOT NULL,
     seed bigint NOT NULL,
     engine_version text NOT NULL,
     catalogue_version text NOT NULL,
     policy_version text NOT NULL,
     result text NOT NULL,
     PRIMARY KEY (id, bucket),
     UNIQUE (customer_id, surface, mode, snapshot_version, bucket)
   ) PARTITION BY RANGE (bucket)`,
  `CREATE TABLE ranking_default PARTITION OF ranking DEFAULT`,
  `CREATE TABLE decision (
     id text COLLATE "C" NOT NULL,
     decided_at timestamptz NOT NULL,
     ranking_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     action_key text NOT NULL,
     surface text NOT NULL,
     mode text NOT NULL,
     rank integer NOT NULL,
     factors jsonb NOT NULL,
     propensity double precision NOT NULL,
     reasons jsonb NOT NULL,
     context_bucket text NOT NULL,
     catalogue_version text NOT NULL,
     expires_at timestamptz,
     cause_rank integer,
     PRIMARY KEY (id, decided_at)
   ) PARTITION BY RANGE (decided_at)`,
  `CREATE TABLE decision_default PARTITION OF decision DEFAULT`,
  `CREATE INDEX decision_customer ON decision (customer_id, decided_at DESC, id DESC)`,
  `CREATE INDEX decision_ranking ON decision (ranking_id)`,
  `CREATE TABLE outcome (
     decision_id text COLLATE "C" NOT NULL,
     decided_at timestamptz NOT NULL,
     outcome text NOT NULL,
     recorded_at timestamptz NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     action_key text NOT NULL,
     PRIMARY KEY (decision_id, decided_at, outcome)
   ) PARTITION BY RANGE (decided_at)`,
  `CREATE TABLE outcome_default PARTITION OF outcome DEFAULT`,
  `CREATE INDEX outcome_customer ON outcome (customer_id, recorded_at) WHERE outcome = 'DISMISSED'`,
  `CREATE TABLE learnt (
     context_bucket text COLLATE "C" NOT NULL,
     action_key text COLLATE "C" NOT NULL,
     shard integer NOT NULL,
     accepted bigint NOT NULL,
     refused bigint NOT NULL,
     PRIMARY KEY (context_bucket, action_key, shard)
   )`,
];

/** Copies of what others know, protection, rankings with their decisions and outcomes, and what was learnt. */
export class DecisioningStart1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE model (
     id text COLLATE "C" PRIMARY KEY,
     kind text COLLATE "C" NOT NULL,
     file text NOT NULL,
     signature text NOT NULL,
     status text NOT NULL,
     trained_at timestamptz NOT NULL,
     proposed_by text NOT NULL,
     proposed_at timestamptz NOT NULL,
     activated_by text,
     activated_at timestamptz,
     ended_at timestamptz,
     reason text,
     calibration jsonb NOT NULL
   )`,
  `CREATE UNIQUE INDEX model_active ON model (kind) WHERE status = 'ACTIVE'`,
  `CREATE INDEX model_newest ON model (proposed_at DESC, id DESC)`,
  `CREATE TABLE model_input_count (
     model_id text COLLATE "C" NOT NULL,
     day date NOT NULL,
     input text COLLATE "C" NOT NULL,
     bin integer NOT NULL,
     count integer NOT NULL,
     PRIMARY KEY (model_id, day, input, bin)
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE model_input_count_default PARTITION OF model_input_count DEFAULT`,
  `CREATE TABLE signal_label (
     customer_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     since timestamptz NOT NULL,
     verdict text NOT NULL,
     score double precision NOT NULL,
     features jsonb NOT NULL,
     transaction_ids text[] NOT NULL,
     model_version text NOT NULL,
     note text,
     labelled_by text NOT NULL,
     labelled_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, kind, since)
   )`,
  `CREATE INDEX signal_label_kind ON signal_label (kind, labelled_at)`,
  `CREATE TABLE confirmed_fraud (
     account_id text COLLATE "C" NOT NULL,
     transaction_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     merchant text COLLATE "C" NOT NULL,
     day date NOT NULL,
     confirmed_at timestamptz NOT NULL,
     PRIMARY KEY (account_id, transaction_id)
   )`,
  `CREATE INDEX confirmed_fraud_merchant ON confirmed_fraud (merchant, day)`,
  `CREATE INDEX confirmed_fraud_customer ON confirmed_fraud (customer_id, day)`,
  `CREATE TABLE merchant_day (
     merchant text COLLATE "C" NOT NULL,
     day date NOT NULL,
     shard integer NOT NULL,
     payments integer NOT NULL,
     PRIMARY KEY (merchant, day, shard)
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE merchant_day_default PARTITION OF merchant_day DEFAULT`,
  `ALTER TABLE signal_state ADD COLUMN contributions jsonb NOT NULL DEFAULT '[]'`,
];

/** Learnt models, what is watched of them, what people found of signals, and what is held against merchants. */
export class Models1764000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signal_state DROP COLUMN contributions');
    for (const name of ['merchant_day', 'confirmed_fraud', 'signal_label', 'model_input_count', 'model']) {
      await runner.query(`DROP TABLE ${name}`);
    }
  }
}

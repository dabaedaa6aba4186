import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE dead_letter ADD COLUMN replayed_at timestamptz, ADD COLUMN replayed_by text`,
  `CREATE INDEX dead_letter_open ON dead_letter (dead_at) WHERE replayed_at IS NULL`,
  `CREATE TABLE kept_state (
     aggregate_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     envelope text NOT NULL,
     PRIMARY KEY (aggregate_id, kind)
   )`,
  `CREATE TABLE restatement (
     begun_at timestamptz PRIMARY KEY,
     last_aggregate_id text COLLATE "C" NOT NULL,
     aggregates bigint NOT NULL,
     states bigint NOT NULL,
     finished_at timestamptz
   )`,
];

/** What operators work with: replayed dead letters, states kept beyond the outbox, how far a restatement has come. */
export class OperatorTools1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('columns are only added: the version before runs with them as well');
  }
}

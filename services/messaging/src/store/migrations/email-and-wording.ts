import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE message ADD COLUMN channels text[], ADD COLUMN wording text, ADD COLUMN experiment_key text,
     ADD COLUMN variation_key text, ADD COLUMN subject text`,
  `ALTER TABLE attempt ADD COLUMN others jsonb`,
  `CREATE TABLE flag_copy (key text COLLATE "C" PRIMARY KEY, definition jsonb NOT NULL)`,
  `CREATE TABLE wording (
     customer_id text COLLATE "C" NOT NULL,
     template text COLLATE "C" NOT NULL,
     name text NOT NULL,
     experiment_key text,
     variation_key text,
     chosen_at timestamptz NOT NULL,
     told_at timestamptz,
     PRIMARY KEY (customer_id, template)
   )`,
];

/** Several channels per message, subjects, and the wording that each customer was given. All additions. */
export class MessagingEmailAndWording1764000001110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('additions are not undone: the version before runs beside them');
  }
}

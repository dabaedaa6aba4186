import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE goal (
     customer_id text COLLATE "C" NOT NULL,
     goal_id text COLLATE "C" NOT NULL,
     kind text NOT NULL,
     name text NOT NULL,
     target numeric NOT NULL,
     currency text NOT NULL,
     target_on date,
     account_id text COLLATE "C",
     saved numeric,
     status text NOT NULL,
     created_at timestamptz NOT NULL,
     changed_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, goal_id)
   )`,
  `CREATE TABLE budget (
     customer_id text COLLATE "C" NOT NULL,
     category text COLLATE "C" NOT NULL,
     monthly_limit numeric NOT NULL,
     currency text NOT NULL,
     changed_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, category)
   )`,
];

/** What customers save for, and the limits they set themselves. */
export class Planning1764000014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['budget', 'goal']) await runner.query(`DROP TABLE ${name}`);
  }
}

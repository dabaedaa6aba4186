import type { MigrationInterface, QueryRunner } from 'typeorm';
import { pagesByTwoPlans, pagesFromTheStart } from './kept-plans.ts';

const STATEMENTS = [
  `CREATE TABLE ledger_start (
     customer_id text COLLATE "C" PRIMARY KEY,
     started_at timestamptz NOT NULL
   )`,
  // By a trigger, so that whatever stores a booking says so, also a process of the release before. A customer's row is
  // looked up by key however few customers there were when the plan was made, and written only where it changes.
  `CREATE FUNCTION note_ledger_start() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
   BEGIN
     INSERT INTO ledger_start AS known (customer_id, started_at)
     SELECT t.customer_id, t.first_at
     FROM (SELECT customer_id, min(booked_at) AS first_at FROM told GROUP BY customer_id) t
     WHERE t.first_at < coalesce(
       (SELECT s.started_at FROM ledger_start s WHERE s.customer_id = t.customer_id), 'infinity')
     ORDER BY t.customer_id
     ON CONFLICT (customer_id) DO UPDATE SET started_at = least(known.started_at, excluded.started_at);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER transaction_started AFTER INSERT ON transaction REFERENCING NEW TABLE AS told
   FOR EACH STATEMENT EXECUTE FUNCTION note_ledger_start()`,
  // After the trigger, which has the table to itself until the end of this: no booking is missed.
  `INSERT INTO ledger_start SELECT customer_id, min(booked_at) FROM transaction GROUP BY customer_id`,
  ...pagesFromTheStart(),
];

/** The first booking of each customer: years before it need not be visited for a page of transactions. */
export class LedgerStart1764000017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of pagesByTwoPlans()) await runner.query(statement);
    await runner.query('DROP TRIGGER transaction_started ON transaction');
    await runner.query('DROP FUNCTION note_ledger_start');
    await runner.query('DROP TABLE ledger_start');
  }
}

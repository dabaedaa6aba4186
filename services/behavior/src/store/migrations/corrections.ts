import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE booking_correction (
     customer_id text COLLATE "C" NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     transaction_id text COLLATE "C" NOT NULL,
     category text COLLATE "C" NOT NULL,
     corrected_at timestamptz NOT NULL,
     corrected_by text COLLATE "C" NOT NULL,
     PRIMARY KEY (customer_id, account_id, transaction_id)
   )`,
  `CREATE TABLE merchant_correction (
     customer_id text COLLATE "C" NOT NULL,
     merchant_key text COLLATE "C" NOT NULL,
     category text COLLATE "C" NOT NULL,
     corrected_at timestamptz NOT NULL,
     corrected_by text COLLATE "C" NOT NULL,
     PRIMARY KEY (customer_id, merchant_key)
   )`,
  `CREATE TABLE merchant_category (
     merchant_key text COLLATE "C" NOT NULL PRIMARY KEY,
     category text COLLATE "C" NOT NULL,
     corrected_at timestamptz NOT NULL,
     corrected_by text COLLATE "C" NOT NULL
   )`,
  // Money in is the rarer side of transfers and refunds, so they are looked for from there.
  `CREATE INDEX transaction_arrived ON transaction (customer_id, amount, booked_at)
     WHERE kind = 'POSTED' AND amount > 0`,
  `CREATE INDEX transaction_given_back
     ON transaction (customer_id, account_id, (enrichment->>'merchant'), booked_at)
     WHERE kind = 'POSTED' AND amount > 0`,
];

/** What people said of categories, and how transfers and refunds are found. */
export class Corrections1764000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX transaction_given_back');
    await runner.query('DROP INDEX transaction_arrived');
    for (const table of ['merchant_category', 'merchant_correction', 'booking_correction']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTS = [0, 1, 2, 3, 4, 5, 6, 7];

const STATEMENTS = [
  `CREATE TABLE recurring_payment (
     account_id text COLLATE "C" NOT NULL,
     transaction_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     currency text COLLATE "C" NOT NULL,
     direction text COLLATE "C" NOT NULL,
     payee text COLLATE "C" NOT NULL,
     day integer NOT NULL,
     size double precision NOT NULL,
     PRIMARY KEY (account_id, transaction_id)
   ) PARTITION BY HASH (account_id)`,
  `CREATE INDEX recurring_payment_group
     ON recurring_payment (account_id, customer_id, currency, direction, payee, day, transaction_id)`,
  ...PARTS.map(
    (part) =>
      `CREATE TABLE recurring_payment_${part} PARTITION OF recurring_payment
       FOR VALUES WITH (MODULUS 8, REMAINDER ${part})`,
  ),
  `CREATE TABLE recurring_series (
     customer_id text COLLATE "C" NOT NULL,
     series_id text COLLATE "C" NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     currency text COLLATE "C" NOT NULL,
     direction text COLLATE "C" NOT NULL,
     payee text COLLATE "C" NOT NULL,
     frequency text NOT NULL,
     transaction_count integer NOT NULL,
     first_on date NOT NULL,
     last_on date NOT NULL,
     next_on date NOT NULL,
     grace_days integer NOT NULL,
     average_amount numeric NOT NULL,
     last_amount numeric NOT NULL,
     earlier_amount numeric,
     trial_amount numeric,
     transaction_ids text[] NOT NULL,
     PRIMARY KEY (customer_id, series_id)
   )`,
  `CREATE INDEX recurring_series_group ON recurring_series (customer_id, account_id, currency, direction, payee)`,
];

/** Payments by the group in which their series is looked for, and the series. */
export class Recurring1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recurring_series');
    await runner.query('DROP TABLE recurring_payment');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCOUNTS = [
  `CREATE TABLE account_balance (
     account_id text COLLATE "C" PRIMARY KEY,
     currency text NOT NULL,
     booked numeric NOT NULL,
     available numeric,
     as_of timestamptz NOT NULL,
     source text COLLATE "C" NOT NULL,
     stated_at timestamptz NOT NULL
   )`,
  `CREATE TABLE card (
     customer_id text COLLATE "C" NOT NULL,
     card_id text COLLATE "C" NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     card_type text NOT NULL,
     product text,
     last_four text,
     issued_at timestamptz,
     valid_until date,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, card_id)
   )`,
  `CREATE INDEX card_account ON card (account_id)`,
  `CREATE TABLE card_status (
     customer_id text COLLATE "C" NOT NULL,
     card_id text COLLATE "C" NOT NULL,
     status text NOT NULL,
     reason text,
     changed_at timestamptz NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, card_id)
   )`,
  `CREATE INDEX card_status_card ON card_status (card_id)`,
];

/** A loan is shared by its borrowers, and anybody may pay it: its facts are found by the loan as well. */
const LOANS = [
  `CREATE TABLE loan_schedule (
     customer_id text COLLATE "C" NOT NULL,
     loan_id text COLLATE "C" NOT NULL,
     currency text NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, loan_id)
   )`,
  `CREATE TABLE payment_reversal (
     customer_id text COLLATE "C" NOT NULL,
     payment_id text COLLATE "C" NOT NULL,
     loan_id text COLLATE "C" NOT NULL,
     reversed_at timestamptz NOT NULL,
     reason text NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, payment_id)
   )`,
  `CREATE INDEX loan_schedule_loan ON loan_schedule (loan_id)`,
  `CREATE INDEX payment_reversal_loan ON payment_reversal (loan_id)`,
  `CREATE INDEX loan_loan ON loan (loan_id)`,
  `CREATE INDEX instalment_loan ON instalment (loan_id)`,
  `CREATE INDEX loan_payment_loan ON loan_payment (loan_id)`,
  `CREATE INDEX loan_payment_newest ON loan_payment (customer_id, received_at DESC, payment_id DESC)`,
  `CREATE TABLE told_obligations (
     customer_id text COLLATE "C" PRIMARY KEY,
     hash text NOT NULL
   )`,
];

const APPLICATIONS = [
  `CREATE TABLE application_step (
     customer_id text COLLATE "C" NOT NULL,
     application_id text COLLATE "C" NOT NULL,
     stated_at timestamptz NOT NULL,
     step text COLLATE "C" NOT NULL,
     step_index integer,
     step_count integer,
     status text NOT NULL,
     PRIMARY KEY (customer_id, application_id, stated_at, step)
   )`,
  // Of what came before, the step that was reached is known.
  `INSERT INTO application_step (customer_id, application_id, stated_at, step, status)
   SELECT customer_id, application_id, stated_at, step, status FROM application`,
  `CREATE TABLE document_request (
     customer_id text COLLATE "C" NOT NULL,
     application_id text COLLATE "C" NOT NULL,
     document_types jsonb NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, application_id)
   )`,
  `CREATE INDEX received_document_newest ON received_document (customer_id, stated_at DESC, document_id DESC)`,
];

/** Balances and cards, schedules and reversals, the steps of applications and the documents they need. */
export class ProfileFinance1764000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ACCOUNTS, ...LOANS, ...APPLICATIONS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what was said of loans and cards would be forgotten: restore the database instead');
  }
}

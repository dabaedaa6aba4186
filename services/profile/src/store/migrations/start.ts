import type { MigrationInterface, QueryRunner } from 'typeorm';

const IDENTITY = [
  // Where it is there already, no right is needed for this.
  `CREATE EXTENSION IF NOT EXISTS pg_trgm`,
  `CREATE TABLE customer (
     customer_id text COLLATE "C" PRIMARY KEY,
     created_at timestamptz NOT NULL,
     display_name text,
     announced_hash text
   )`,
  `CREATE INDEX customer_name ON customer USING gin (display_name gin_trgm_ops)`,
  `CREATE TABLE identifier (
     type text COLLATE "C" NOT NULL,
     value_hash text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     value text NOT NULL,
     first_seen_at timestamptz NOT NULL,
     PRIMARY KEY (value_hash, type)
   )`,
  `CREATE INDEX identifier_customer ON identifier (customer_id, type)`,
  `CREATE TABLE contact_point (
     customer_id text COLLATE "C" NOT NULL,
     contact_point_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     address text NOT NULL,
     since timestamptz NOT NULL,
     PRIMARY KEY (customer_id, contact_point_id)
   )`,
  `CREATE INDEX contact_point_owners ON contact_point (contact_point_id)`,
  `CREATE TABLE trait (
     customer_id text COLLATE "C" NOT NULL,
     name text COLLATE "C" NOT NULL,
     value jsonb NOT NULL,
     source text COLLATE "C" NOT NULL,
     observed_at timestamptz NOT NULL,
     confidence double precision NOT NULL,
     PRIMARY KEY (customer_id, name)
   )`,
  `CREATE TABLE rejected_trait (
     customer_id text COLLATE "C" NOT NULL,
     name text COLLATE "C" NOT NULL,
     reason text NOT NULL,
     source text COLLATE "C" NOT NULL,
     observed_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, name)
   )`,
];

const SERVICING = [
  `CREATE TABLE account (
     account_id text COLLATE "C" PRIMARY KEY,
     account_type text NOT NULL,
     currency text NOT NULL,
     name text,
     opened_at timestamptz,
     stated_at timestamptz NOT NULL
   )`,
  `CREATE TABLE holder (
     customer_id text COLLATE "C" NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     role text NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, account_id)
   )`,
  `CREATE INDEX holder_account ON holder (account_id)`,
  `CREATE TABLE loan (
     customer_id text COLLATE "C" NOT NULL,
     loan_id text COLLATE "C" NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     principal numeric NOT NULL,
     currency text NOT NULL,
     opened_at timestamptz NOT NULL,
     instalment numeric,
     instalment_count integer,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, loan_id)
   )`,
  `CREATE TABLE instalment (
     customer_id text COLLATE "C" NOT NULL,
     loan_id text COLLATE "C" NOT NULL,
     due_on date NOT NULL,
     amount numeric NOT NULL,
     currency text NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, loan_id, due_on)
   )`,
  `CREATE TABLE loan_payment (
     customer_id text COLLATE "C" NOT NULL,
     payment_id text COLLATE "C" NOT NULL,
     loan_id text COLLATE "C" NOT NULL,
     amount numeric NOT NULL,
     currency text NOT NULL,
     received_at timestamptz NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, payment_id)
   )`,
  `CREATE TABLE application (
     customer_id text COLLATE "C" NOT NULL,
     application_id text COLLATE "C" NOT NULL,
     product text NOT NULL,
     step text NOT NULL,
     status text NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, application_id)
   )`,
  `CREATE TABLE received_document (
     customer_id text COLLATE "C" NOT NULL,
     document_id text COLLATE "C" NOT NULL,
     application_id text COLLATE "C",
     document_type text NOT NULL,
     stated_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, document_id)
   )`,
];

/** Customers and how they are known, what is known of them, their accounts, loans and applications. */
export class ProfileStart1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...IDENTITY, ...SERVICING]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}

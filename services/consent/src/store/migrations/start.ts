import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE ledger_entry (
     holder_id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     kind text NOT NULL,
     commitment text NOT NULL,
     previous_hash text NOT NULL,
     hash text NOT NULL,
     recorded_at timestamptz NOT NULL,
     PRIMARY KEY (holder_id, sequence)
   )`,
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'the ledger is only ever appended to'; END $$`,
  `CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
     FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TABLE ledger_content (
     holder_id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     salt bytea NOT NULL,
     content jsonb NOT NULL,
     PRIMARY KEY (holder_id, sequence)
   )`,
  `CREATE TABLE consent (
     customer_id text COLLATE "C" NOT NULL,
     purpose text NOT NULL,
     channel text NOT NULL,
     granted boolean NOT NULL,
     since timestamptz NOT NULL,
     ledger_sequence bigint NOT NULL,
     PRIMARY KEY (customer_id, purpose, channel)
   )`,
  `CREATE TABLE contact_point (
     contact_point_id text COLLATE "C" PRIMARY KEY,
     blocked boolean NOT NULL,
     since timestamptz NOT NULL,
     understood_by text NOT NULL
   )`,
  `CREATE TABLE customer_copy (
     customer_id text COLLATE "C" PRIMARY KEY,
     time_zone text NOT NULL,
     locale text NOT NULL
   )`,
  `CREATE TABLE owned_contact_point (
     customer_id text COLLATE "C" NOT NULL,
     contact_point_id text COLLATE "C" NOT NULL,
     kind text NOT NULL,
     PRIMARY KEY (customer_id, contact_point_id)
   )`,
  `CREATE INDEX owned_contact_point_owners ON owned_contact_point (contact_point_id)`,
  `CREATE TABLE permit (
     id text COLLATE "C" NOT NULL,
     issued_at timestamptz NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     contact_point_id text COLLATE "C",
     purpose text NOT NULL,
     channel text NOT NULL,
     topic text,
     status text NOT NULL,
     PRIMARY KEY (id, issued_at)
   ) PARTITION BY RANGE (issued_at)`,
  `CREATE TABLE permit_default PARTITION OF permit DEFAULT`,
  `CREATE INDEX permit_customer ON permit (customer_id, issued_at)`,
];

/** The ledger, what is in force, contact points, permits. */
export class ConsentStart1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE partner (
     id text COLLATE "C" PRIMARY KEY,
     name text NOT NULL UNIQUE,
     event_names text[] NOT NULL,
     registered_at timestamptz NOT NULL,
     salt bytea NOT NULL,
     last_sequence bigint NOT NULL,
     last_recorded_at timestamptz NOT NULL
   )`,
  `CREATE TABLE credential (
     id text COLLATE "C" PRIMARY KEY,
     partner_id text COLLATE "C" NOT NULL,
     secret_hash text COLLATE "C" NOT NULL UNIQUE,
     issued_at timestamptz NOT NULL,
     revoked_at timestamptz,
     last_used_at timestamptz
   )`,
  `CREATE INDEX credential_partner ON credential (partner_id, id DESC)`,
  `CREATE TABLE known_customer (
     partner_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     known_since timestamptz NOT NULL,
     PRIMARY KEY (customer_id, partner_id)
   )`,
  `CREATE TABLE sharing_word (
     customer_id text COLLATE "C" PRIMARY KEY,
     granted boolean NOT NULL,
     since timestamptz NOT NULL
   )`,
  `CREATE TABLE partner_event (
     partner_id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     recorded_at timestamptz NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     pairwise_id text COLLATE "C" NOT NULL,
     name text NOT NULL,
     time timestamptz NOT NULL,
     data jsonb NOT NULL,
     PRIMARY KEY (partner_id, sequence, recorded_at)
   ) PARTITION BY RANGE (recorded_at)`,
  `CREATE TABLE partner_event_default PARTITION OF partner_event DEFAULT`,
  `CREATE TABLE passed (partner_id text COLLATE "C" PRIMARY KEY, sequence bigint NOT NULL)`,
  `CREATE TABLE disclosure (
     partner_id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     recorded_at timestamptz NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     name text NOT NULL,
     outcome text NOT NULL,
     at timestamptz NOT NULL,
     ground text[] NOT NULL,
     PRIMARY KEY (partner_id, sequence, recorded_at)
   ) PARTITION BY RANGE (recorded_at)`,
  `CREATE TABLE disclosure_default PARTITION OF disclosure DEFAULT`,
  `CREATE INDEX disclosure_customer ON disclosure (customer_id, partner_id)`,
];

/** Partners and their credentials, their logs, and what was disclosed to them. */
export class PartnersStart1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}

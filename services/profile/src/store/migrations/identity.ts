import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE identifier ADD COLUMN source text COLLATE "C"`,
  `ALTER TABLE customer ADD COLUMN source text COLLATE "C"`,
  `CREATE TABLE identity_rules (
     version integer PRIMARY KEY,
     rules jsonb NOT NULL,
     changed_by text COLLATE "C" NOT NULL,
     changed_at timestamptz NOT NULL,
     reason text NOT NULL
   )`,
  `CREATE TABLE merge_link (
     origin text COLLATE "C" PRIMARY KEY,
     survivor text COLLATE "C" NOT NULL CHECK (survivor < origin)
   )`,
  `CREATE TABLE kept_apart (
     origin text COLLATE "C" NOT NULL,
     survivor text COLLATE "C" NOT NULL,
     since timestamptz NOT NULL,
     PRIMARY KEY (origin, survivor)
   )`,
  `CREATE INDEX kept_apart_survivor ON kept_apart (survivor)`,
  `CREATE TABLE merge_suggestion (
     origin text COLLATE "C" NOT NULL,
     survivor text COLLATE "C" NOT NULL,
     type text COLLATE "C" NOT NULL,
     source text COLLATE "C" NOT NULL,
     suggested_at timestamptz NOT NULL,
     PRIMARY KEY (origin, survivor)
   )`,
  `CREATE INDEX merge_suggestion_newest ON merge_suggestion (suggested_at DESC, origin DESC, survivor DESC)`,
  `CREATE TABLE merge_change (
     origin text COLLATE "C" NOT NULL,
     survivor text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     type text COLLATE "C",
     source text COLLATE "C",
     changed_by text COLLATE "C",
     reason text,
     at timestamptz NOT NULL,
     PRIMARY KEY (origin, at, kind)
   )`,
  `CREATE INDEX merge_change_survivor ON merge_change (survivor, at)`,
  `CREATE TABLE demotion (
     customer_id text COLLATE "C" NOT NULL,
     value_hash text COLLATE "C" NOT NULL,
     type text COLLATE "C" NOT NULL,
     source text COLLATE "C",
     at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, value_hash)
   )`,
];

/** The rules of identity, who was merged and why, and who is not to be. */
export class ProfileIdentity1764000002100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('merges that stand would be forgotten: restore the database instead');
  }
}

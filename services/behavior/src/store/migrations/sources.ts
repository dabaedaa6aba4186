import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE source_hour (
     hour timestamptz NOT NULL,
     source text COLLATE "C" NOT NULL,
     shard integer NOT NULL,
     applied integer NOT NULL,
     late integer NOT NULL,
     rejected integer NOT NULL,
     warned integer NOT NULL,
     last_received_at timestamptz NOT NULL,
     PRIMARY KEY (hour, source, shard)
   ) PARTITION BY RANGE (hour)`,
  `CREATE TABLE source_hour_default PARTITION OF source_hour DEFAULT`,
  `CREATE TABLE plan_breach (
     source text COLLATE "C" NOT NULL,
     event text COLLATE "C" NOT NULL,
     path text COLLATE "C" NOT NULL,
     code text COLLATE "C" NOT NULL,
     remedy text NOT NULL,
     count integer NOT NULL,
     last_at timestamptz NOT NULL,
     PRIMARY KEY (source, event, path, code)
   )`,
  `CREATE TABLE tracking_plan (
     source text COLLATE "C" NOT NULL,
     version integer NOT NULL,
     plan jsonb NOT NULL,
     changed_by text COLLATE "C" NOT NULL,
     changed_at timestamptz NOT NULL,
     reason text NOT NULL,
     PRIMARY KEY (source, version)
   )`,
];

/** How sources fare, hour by hour, what they may send, and where they break it. */
export class Sources1764000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['tracking_plan', 'plan_breach', 'source_hour']) await runner.query(`DROP TABLE ${name}`);
  }
}

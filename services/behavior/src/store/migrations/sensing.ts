import type { MigrationInterface, QueryRunner } from 'typeorm';

const years = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) =>
      `CREATE TABLE archetype_month_${from + index}0101 PARTITION OF archetype_month
       FOR VALUES FROM ('${from + index}-01-01') TO ('${from + index + 1}-01-01')`,
  );

const STATEMENTS = [
  `ALTER TABLE signal_state ADD COLUMN estimate jsonb`,
  `CREATE TABLE sensing (
     customer_id text COLLATE "C" PRIMARY KEY,
     sensed_at timestamptz NOT NULL,
     is_open boolean NOT NULL
   )`,
  `CREATE INDEX sensing_due ON sensing (sensed_at, customer_id) WHERE is_open`,
  `INSERT INTO sensing SELECT customer_id, max(assessed_at), true FROM signal_state GROUP BY customer_id`,
  `CREATE TABLE archetype_state (
     customer_id text COLLATE "C" PRIMARY KEY,
     day date NOT NULL,
     shares jsonb NOT NULL,
     base jsonb
   )`,
  `CREATE TABLE archetype_month (
     customer_id text COLLATE "C" NOT NULL,
     month date NOT NULL,
     shares jsonb NOT NULL,
     PRIMARY KEY (customer_id, month)
   ) PARTITION BY RANGE (month)`,
  `CREATE TABLE archetype_month_default PARTITION OF archetype_month DEFAULT`,
  ...years(2025, 2028),
];

/** When customers were last sensed, estimates beside signals, archetypes with their history by month. */
export class Sensing1764000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE archetype_month');
    await runner.query('DROP TABLE archetype_state');
    await runner.query('DROP TABLE sensing');
    await runner.query('ALTER TABLE signal_state DROP COLUMN estimate');
  }
}

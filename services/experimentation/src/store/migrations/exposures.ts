import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE exposure (
     customer_id text COLLATE "C" NOT NULL,
     experiment_key text COLLATE "C" NOT NULL,
     variation_key text COLLATE "C" NOT NULL,
     exposure_id text COLLATE "C" NOT NULL,
     exposed_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, experiment_key, variation_key)
   )`,
  `ALTER TABLE flag ADD COLUMN announced_change_at timestamptz`,
];

/** Which variations customers have met, and which change of a flag was published last. All additions. */
export class ExperimentationExposures1764000001610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('additions are not undone: the version before runs beside them');
  }
}

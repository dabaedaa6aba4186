import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each booking turned out to be, beside it. */
export class Enrichment1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE transaction ADD COLUMN enrichment jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE transaction DROP COLUMN enrichment');
  }
}

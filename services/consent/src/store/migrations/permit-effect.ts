import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A permit names what it was asked for, so that the next attempt replaces it. */
export class ConsentPermitEffect1764000001010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE permit ADD COLUMN effect_id text COLLATE "C"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE permit DROP COLUMN effect_id');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines of the audit that wait to be told as events. It stays short: it is emptied several times a second. */
export class AuditToldLater1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE audit_untold (
         id text COLLATE "C" PRIMARY KEY,
         recorded_at timestamptz NOT NULL,
         traceparent text
       ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('a table is only added: the version before runs with it as well');
  }
}

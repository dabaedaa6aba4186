import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers' permissions to read their data at another bank. */
export class DataAccess1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE data_access (
      source text COLLATE "C" NOT NULL,
      access_id text COLLATE "C" NOT NULL,
      customer_id text COLLATE "C",
      user_id text COLLATE "C",
      granted_at timestamptz,
      valid_until timestamptz,
      ended_at timestamptz,
      ended_as text,
      PRIMARY KEY (source, access_id)
    )`);
    await runner.query('CREATE INDEX data_access_customer ON data_access (customer_id, granted_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE data_access');
  }
}

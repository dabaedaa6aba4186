import { MigrationExecutor } from 'typeorm';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

/** Any number that nothing else in the database uses as an advisory lock. */
const MIGRATION_LOCK = 7_270_001;

/**
 * Runs the pending migrations in one transaction under an advisory lock, so that processes that start together
 * wait for each other. (TypeORM itself takes no lock.) The lock is the transaction's, so it survives a pooler.
 * @param database opened with `statementMs` 0, unless what it changes is small
 */
export const migrate = async ({ dataSource }: Database, log: Log): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(`SELECT set_config('lock_timeout', '0', true)`);
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'none';
    const applied = await executor.executePendingMigrations();
    await runner.commitTransaction();
    for (const { name } of applied) log.info({ migration: name }, 'migrated');
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
};

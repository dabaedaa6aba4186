import type { Tx } from '@rapport/contracts';
import type { ClientBase } from 'pg';
import { DataSource, type EntityManager, type EntitySchema, type Logger, type MigrationInterface } from 'typeorm';
import { AuditToldLater1764400000000 } from './audit-told-later-migration.ts';
import type { Log } from './log.ts';
import { OperatorTools1764100000000 } from './operator-tools-migration.ts';
import { PlatformStart1764000000000 } from './platform-migration.ts';
import { platformTables } from './platform-tables.ts';

/** The migrations of the tables that every service has. */
export const platformMigrations = [PlatformStart1764000000000, OperatorTools1764100000000, AuditToldLater1764400000000];

/** A service's own database: its pool of connections and the tables it knows. */
export type Database = { readonly dataSource: DataSource; readonly url: string };

/** Tables and migrations of a service, beside those of the platform. */
export type Storage = {
  readonly tables: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
};

const STATEMENT_MS_MAX = 15_000;

/** TypeORM says nothing by itself: what goes wrong is thrown, and logged where it is caught. */
const silentLogger: Logger = {
  logQuery: () => {},
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
};

/** Opens the pool. Every wait is finite: to connect, for a lock, for a statement, idle in a transaction. */
export const openDatabase = async (
  settings: { url: string; poolSize: number; name: string; onStatement?: () => void },
  storage: Storage,
  log: Log,
): Promise<Database> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: settings.url,
    applicationName: `rapport-${settings.name}`,
    entities: [...platformTables, ...storage.tables],
    migrations: [...platformMigrations, ...storage.migrations],
    migrationsTransactionMode: 'none',
    migrationsTableName: 'migration',
    synchronize: false,
    poolSize: settings.poolSize,
    logging: ['query'],
    logger: { ...silentLogger, logQuery: settings.onStatement ?? (() => {}) },
    connectTimeoutMS: 5_000,
    parseInt8: true,
    poolErrorHandler: (error: unknown) => log.warn({ err: error }, 'a database connection was lost'),
    extra: {
      statement_timeout: STATEMENT_MS_MAX,
      query_timeout: STATEMENT_MS_MAX + 1_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 30_000,
      // What `transact` relies on, said once per connection instead of once per transaction.
      onConnect: (client: ClientBase) => client.query(`SET default_transaction_isolation = 'read committed'`),
    },
  });
  await dataSource.initialize();
  return { dataSource, url: settings.url };
};

const managers = new WeakMap<Tx, EntityManager>();

/** Ties a transaction to its connection; only `transact` does this. */
export const bindManager = (tx: Tx, manager: EntityManager): void => {
  managers.set(tx, manager);
};

/** The connection behind a transaction, or the pool: stores alone use it. */
export const managerOf = (on: Tx | Database): EntityManager => {
  if ('dataSource' in on) return on.dataSource.manager;
  const manager = managers.get(on);
  if (!manager) throw new Error('the transaction is over: a store was called after its end');
  return manager;
};

/** Runs one statement and returns its rows. A statement that changes rows returns what it says under RETURNING. */
export const sql = async <Row extends object>(
  on: Tx | Database,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> => {
  const result: unknown = await managerOf(on).query(statement, [...parameters]);
  // TypeORM answers UPDATE and DELETE with [rows, count], everything else with rows.
  const rows = Array.isArray(result) && Array.isArray(result[0]) && typeof result[1] === 'number' ? result[0] : result;
  return rows as Row[];
};

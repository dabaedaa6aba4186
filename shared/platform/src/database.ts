import { Socket } from 'node:net';
import type { Tx } from '@rapport/contracts';
import type { ClientBase, PoolClient } from 'pg';
import { DataSource, type EntityManager, type EntitySchema, type Logger, type MigrationInterface } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
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
const IDLE_MS = 10_000;
/** How much longer than its longest statement the database may be silent, ms. */
const GRACE_MS = 1_000;

const ISOLATION = `SET default_transaction_isolation = 'read committed'`;
/**
 * Rows are looked up by their keys, and a table is read whole only where no key helps: the cheapest plan for a small
 * table, or by yesterday's statistics, costs more with every row that comes. So one plan is good for all parameters,
 * and may be kept while tables grow.
 */
const BY_KEY = 'SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off';
/** Whether a statement is planned for whatever parameters there may be, or for those that are given. */
const planning = (mode: 'force_generic_plan' | 'force_custom_plan'): string => `SET plan_cache_mode = ${mode}`;
const EVERYDAY = [ISOLATION, BY_KEY, planning('force_generic_plan')].join('; ');

/** TypeORM says nothing by itself: what goes wrong is thrown, and logged where it is caught. */
const silentLogger: Logger = {
  logQuery: () => {},
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
};

/**
 * A socket that breaks once nothing has come or gone for so long, as where the database's machine is gone. The
 * driver's own `query_timeout` sets a timer for each statement, on which everything about it hangs until the next full
 * collection of garbage: that made the pauses in between several times longer.
 */
const breakingWhenSilent = (ms: number) => (): Socket => {
  const socket = new Socket();
  socket.setTimeout(ms, () => {
    const error = new Error(`PostgreSQL has said nothing for ${ms} ms`);
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
  });
  return socket;
};

/** How to open a pool. */
export type PoolSettings = {
  readonly url: string;
  readonly poolSize: number;
  /** Who connects. */
  readonly name: string;
  /** How long a statement may take, ms; 0: however long it takes, as in a migration. */
  readonly statementMs?: number;
  readonly onStatement?: () => void;
};

/** Opens the pool. Every wait is finite: to connect, for a lock, for a statement, idle in a transaction. */
export const openDatabase = async (
  { url, poolSize, name, statementMs = STATEMENT_MS_MAX, onStatement }: PoolSettings,
  storage: Storage,
  log: Log,
): Promise<Database> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: `rapport-${name}`,
    entities: [...platformTables, ...storage.tables],
    migrations: [...platformMigrations, ...storage.migrations],
    migrationsTransactionMode: 'none',
    migrationsTableName: 'migration',
    synchronize: false,
    poolSize,
    logging: ['query'],
    logger: { ...silentLogger, logQuery: onStatement ?? (() => {}) },
    connectTimeoutMS: 5_000,
    parseInt8: true,
    poolErrorHandler: (error: unknown) => log.warn({ err: error }, 'a database connection was lost'),
    extra: {
      statement_timeout: statementMs,
      // What nobody uses is closed before its silence could be taken for the database's.
      idleTimeoutMillis: Math.min(IDLE_MS, statementMs || IDLE_MS),
      stream: breakingWhenSilent(statementMs && statementMs + GRACE_MS),
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 30_000,
      // What `transact` relies on, said once per connection instead of once per transaction.
      onConnect: (client: ClientBase) => client.query(statementMs === 0 ? ISOLATION : EVERYDAY),
    },
  });
  await dataSource.initialize();
  return { dataSource, url };
};

/** Whether a kept plan answers other columns than when it was made: a migration has changed its tables since. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery';

const managers = new WeakMap<Tx, EntityManager>();

/** Ties a transaction to its connection; only `transact` does this. */
export const bindManager = (tx: Tx, manager: EntityManager): void => {
  managers.set(tx, manager);
};

/** The connection behind a transaction, or the pool: stores alone use it. */
export const managerOf = (on: Tx | Database): EntityManager => {
  if ('dataSource' in on) return on.dataSource.manager;
  const manager = managers.get(on);
  if (!manager?.queryRunner || manager.queryRunner.isReleased) {
    throw new Error('the transaction is over: a store was called after its end');
  }
  return manager;
};

type Statement = { readonly text: string; readonly values: readonly unknown[]; readonly name?: string };

/** Straight to the driver: TypeORM's own way around a statement costs as much as a small one takes. */
const run = async <Row extends object>(on: Tx | Database, statement: Statement): Promise<Row[]> => {
  const { dataSource, queryRunner } = managerOf(on);
  dataSource.logger.logQuery(statement.text);
  const { master } = dataSource.driver as PostgresDriver;
  const connection: Pick<ClientBase, 'query'> = queryRunner ? await queryRunner.connect() : master;
  const { rows } = await connection.query<Row>({ ...statement, values: [...statement.values] });
  return rows;
};

let named = 0;
const names = new Map<string, string>();

const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `kept_${(named += 1)}`;
  names.set(text, name);
  return name;
};

/**
 * Runs one statement and returns its rows. A statement that changes rows returns what it says under RETURNING. Each
 * connection parses and plans it once: that takes PostgreSQL longer than to run a small one.
 */
export const sql = async <Row extends object>(
  on: Tx | Database,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> => {
  const keep = () => run<Row>(on, { text: statement, values: parameters, name: nameOf(statement) });
  try {
    return await keep();
  } catch (error) {
    if (!isOutdated(error)) throw error;
    // Under another name it is parsed anew. A transaction is broken by it: that is `transact`'s to begin again.
    names.delete(statement);
    if ('dataSource' in on) return keep();
    throw error;
  }
};

/**
 * Runs a statement that is planned anew each time: one that is hardly ever run, whose text is made up, or whose best
 * plan depends on its parameters, on which of them are given or how rare a name is.
 */
export const freshSql = async <Row extends object>(
  { dataSource }: Database,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> => {
  dataSource.logger.logQuery(statement);
  const client: PoolClient = await (dataSource.driver as PostgresDriver).master.connect();
  let isSpoilt = true;
  try {
    await client.query(planning('force_custom_plan'));
    const { rows } = await client.query<Row>(statement, [...parameters]);
    await client.query(planning('force_generic_plan'));
    isSpoilt = false;
    return rows;
  } finally {
    client.release(isSpoilt);
  }
};

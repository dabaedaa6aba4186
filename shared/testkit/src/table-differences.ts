import type { Domain } from '@rapport/contracts';
import { createLog, migrate, openDatabase, platformTables, type Storage, sql } from '@rapport/platform';
import { testDatabase } from './database.ts';

type ColumnFact = { table: string; column: string; type: string; nullable: boolean; primary: boolean };

const quiet = createLog('test', 'silent');

/** The columns of every table of a database, parts of partitioned tables aside. */
const COLUMNS = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable,
         coalesce(a.attnum = ANY(i.indkey), false) AS primary
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> 'migration'`;

const TYPE_NAMES: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };

const describe = (fact: ColumnFact): string =>
  `${fact.table}.${fact.column} ${fact.type}${fact.nullable ? ' null' : ''}${fact.primary ? ' primary' : ''}`;

/**
 * How a service's tables and its migrated database differ, one line each; both ways, so that a column without a
 * declaration (and so without a data class) is found as well as one that no migration makes.
 */
export const tableDifferences = async (service: Domain, storage: Storage): Promise<string[]> => {
  const test = await testDatabase({
    name: `tables_${service}`,
    migrate: async (url) => {
      const database = await openDatabase({ url, poolSize: 3, name: service }, storage, quiet);
      await migrate(database, quiet);
      await database.dataSource.destroy();
    },
  });
  const database = await openDatabase({ url: test.url, poolSize: 3, name: service }, storage, quiet);
  try {
    const found = (await sql<ColumnFact>(database, COLUMNS)).map(describe);
    const declared = [...platformTables, ...storage.tables].flatMap(({ options }) =>
      Object.values(options.columns).map((column) => {
        const type = String(column?.type);
        return describe({
          table: String(options.tableName),
          column: String(column?.name),
          type: `${TYPE_NAMES[type] ?? type}${column?.array ? '[]' : ''}`,
          nullable: Boolean(column?.nullable),
          primary: Boolean(column?.primary),
        });
      }),
    );
    return [
      ...found.filter((line) => !declared.includes(line)).map((line) => `only in the database: ${line}`),
      ...declared.filter((line) => !found.includes(line)).map((line) => `only declared: ${line}`),
    ];
  } finally {
    await database.dataSource.destroy();
    await test.drop();
  }
};
